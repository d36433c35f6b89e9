import { z } from 'zod';

const line = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .nullable();

/** The fields that belong to the user: nothing that WhatsApp says touches them. */
export const ownFields = z.object({
  alias: line(200),
  /** Empty, or with an @ between something. */
  email: z
    .string()
    .trim()
    .max(254)
    .regex(/^$|^[^\s@]+@[^\s@]+$/)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u)
    .nullable(),
  company: line(200),
  note: z
    .string()
    .trim()
    .max(10_000)
    .regex(/^[^\0\p{Cs}]*$/u)
    .nullable(),
});
export type OwnFields = z.infer<typeof ownFields>;
export const ownFieldNames = ['alias', 'email', 'company', 'note'] as const satisfies (keyof OwnFields)[];
export type OwnFieldName = (typeof ownFieldNames)[number];

/** What is left out stays; null or an empty text clears. */
export const contactChange = ownFields
  .partial()
  .strict()
  .extend({
    /** `person`: every row of the person that the caller may see; `contact`: this row alone. */
    applies_to: z.enum(['person', 'contact']).default('person'),
  })
  .meta({ id: 'ContactChange' });
export type ContactChange = z.output<typeof contactChange>;
