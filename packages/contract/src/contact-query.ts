import { z } from 'zod';
import { time } from './answers.ts';
import { contactStatus, contactType } from './states.ts';

/** Whatever people type, but what no database takes. */
const typed = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);
const rowId = z.int().min(0).max(2_147_483_647);
const not = z.boolean().optional().meta({ description: 'True turns the condition round.' });
const most = { values: 200, conditions: 30, groups: 20 };

function oneOf<Field extends string, Value extends z.ZodType>(field: Field, value: Value) {
  return z.strictObject({ field: z.literal(field), in: z.array(value).min(1).max(most.values), not });
}

function flag<Field extends string>(field: Field) {
  return z.strictObject({ field: z.literal(field), is: z.boolean() });
}

function between<Field extends string>(field: Field) {
  const instant = time.max(40).refine((text) => !Number.isNaN(Date.parse(text)));
  return z.strictObject({ field: z.literal(field), from: instant.optional(), to: instant.optional() });
}

/** One thing that is true of a contact. */
export const contactCondition = z
  .discriminatedUnion('field', [
    /** Names, phone, e-mail, company, note, and names of groups, as a search box finds them. */
    z.strictObject({ field: z.literal('text'), contains: typed.min(1) }),
    oneOf(
      'session',
      z
        .string()
        .min(1)
        .max(255)
        .regex(/^[\w.@-]+$/),
    ),
    oneOf('type', contactType),
    oneOf('status', contactStatus),
    /** Ids of tags. */
    oneOf('tag', rowId),
    /** Numeric ids of groups; who is a member now. */
    oneOf('group', rowId),
    /** Ids of lists. */
    oneOf('list', rowId),
    /** ISO 3166-1 alpha-2. */
    oneOf('country', z.string().regex(/^[A-Z]{2}$/)),
    flag('in_address_book'),
    flag('has_chat'),
    flag('seen_in_group'),
    flag('is_business'),
    flag('has_phone'),
    flag('has_name'),
    flag('opted_out'),
    /** Only with true are contacts of the trash among those found. */
    flag('in_trash'),
    /** From inclusive, to exclusive. */
    between('first_seen_at'),
    between('last_seen_at'),
    between('updated_at'),
  ])
  .meta({ id: 'ContactCondition' });
export type ContactCondition = z.infer<typeof contactCondition>;

/** Groups of conditions, of which a contact must fulfil at least one whole. */
export const contactFilter = z
  .strictObject({
    any: z
      .array(z.strictObject({ all: z.array(contactCondition).max(most.conditions) }))
      .min(1)
      .max(most.groups),
  })
  .meta({ id: 'ContactFilter' });
export type ContactFilter = z.infer<typeof contactFilter>;

const q = typed.meta({
  description:
    'As typed into a search box: every word must stand in a name, phone, e-mail, company, note or name of a group, in whatever case and accents; phones may come with `0`, `+62` or `62`, and with spaces.',
  examples: ['budi'],
});
const unique = z.boolean().meta({ description: 'One row per person instead of one per account.' });

/** Which contacts are meant: of lists, bulk actions, exports, segments and rules alike. */
export const contactQuery = z
  .strictObject({ q: q.optional(), filter: contactFilter.optional(), unique: unique.optional() })
  .meta({ id: 'ContactQuery' });
export type ContactQuery = z.infer<typeof contactQuery>;

/** The filter as JSON text, as it stands in an address. */
const filterText = z
  .codec(z.string().max(4000), contactFilter, {
    decode: (text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', input: text, message: 'no JSON' });
        return z.NEVER;
      }
    },
    encode: (filter) => JSON.stringify(filter),
  })
  .meta({
    description: 'A `ContactFilter` as JSON: groups of conditions, of which a contact must fulfil at least one whole.',
    examples: ['{"any":[{"all":[{"field":"type","in":["individual"]}]}]}'],
  });

/** The same in the query of an address. */
export const contactQueryParams = {
  q: q.optional(),
  filter: filterText.optional(),
  unique: z
    .stringbool({ truthy: ['true', '1'], falsy: ['false', '0', ''] })
    .meta({ description: 'One row per person instead of one per account.', examples: ['false'] })
    .default(false),
};
