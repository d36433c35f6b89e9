import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';

const count = z.int().min(0);

/** How many rows of each kind: `contacts`, `memberships`, `changes`, … */
const countsByKind = z.record(z.string(), count);

const typedPhone = z
  .string()
  .trim()
  .min(5)
  .max(60)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)
  .meta({
    examples: ['0812-3456-7890'],
    description: 'In any spelling; without a country code it is read in `default_country`.',
  });

const typedLid = z
  .string()
  .trim()
  .regex(/^\d{5,32}(?:@lid)?$/)
  .meta({
    examples: ['123456789012345@lid'],
    description: 'Hidden id of WhatsApp, for people whose number is not known.',
  });

const personFields = { phone: typedPhone.optional(), lid: typedLid.optional() };

/** A person by number or by hidden id: exactly one of them. */
const oneOfBoth = (given: { phone?: string | undefined; lid?: string | undefined }) =>
  (given.phone === undefined) !== (given.lid === undefined);
const which = { path: ['phone'] };

export const personRef = z.strictObject(personFields).refine(oneOfBoth, which).meta({ id: 'PersonRef' });
export type PersonRef = z.infer<typeof personRef>;

/** What one session holds of a person. */
export const heldBySession = z.object({
  session_id: z.string(),
  session_name: z.string().nullable(),
  counts: countsByKind,
});

/** What an erasure would remove, with nothing removed yet. */
export const erasurePreview = z
  .object({
    found: z.boolean().meta({ description: 'Whether anything at all is held on this person.' }),
    sessions: z.array(heldBySession),
    counts: countsByKind,
    /** Kept files that go with it, since they may hold the person: all exports and uploads that are still kept. */
    files: z.object({ exports: count, imports: count }),
    /** Made while the person was held; they keep what they hold until they are deleted. */
    backups: z.array(z.string()),
    opted_out: z.boolean(),
  })
  .meta({ id: 'ErasurePreview' });
export type ErasurePreview = z.infer<typeof erasurePreview>;

export const newErasure = z
  .strictObject({
    ...personFields,
    opt_out: z
      .boolean()
      .default(false)
      .meta({ description: 'Do not store this person again. Without it the next grab may bring the person back.' }),
  })
  .refine(oneOfBoth, which)
  .meta({ id: 'NewErasure' });

/** What was erased, when and by whom, without saying of whom. */
export const erasure = z
  .object({
    id: z.int(),
    created_at: time,
    /** Keyed with the server's secret: proves that a number was meant without telling it. */
    identifier_hash: z.string(),
    counts: countsByKind,
    sessions: z.array(heldBySession.omit({ session_name: true })),
    backups: z.array(z.string()),
    opted_out: z.boolean(),
    created_by: z.object({ kind: z.string(), id: z.int().nullable() }),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof erasure>;

export const erasurePreviewAnswer = answerOf(z.object({ preview: erasurePreview })).meta({
  id: 'ErasurePreviewAnswer',
});
export const erasureAnswer = answerOf(z.object({ erasure })).meta({ id: 'ErasureAnswer' });
export const erasuresQuery = pageQuery(['-id', 'id']);
export const erasureList = answerOf(z.object({ erasures: z.array(erasure), ...pageFacts })).meta({ id: 'ErasureList' });

/** Somebody who must not be exported, or not even stored. The list holds digests only. */
export const optOut = z
  .object({
    id: z.int(),
    /** Masked, to be recognised by people: `+62•••••7890`. */
    hint: z.string(),
    /** Null: in every session. */
    session_id: z.string().nullable(),
    erase_on_sight: z.boolean().meta({ description: 'Not stored again by any grab or import.' }),
    /** How it came: `erasure:<id>`, `job:<id>`, `user:<kind>:<id>`. */
    source: z.string(),
    created_at: time,
  })
  .meta({ id: 'OptOut' });
export type OptOut = z.infer<typeof optOut>;

export const newOptOut = z
  .strictObject({
    ...personFields,
    session_id: z
      .string()
      .regex(/^[\w.@-]{1,255}$/)
      .nullish()
      .meta({ description: 'Only in this session; null: in all, which a bound key may not ask.' }),
    erase_on_sight: z.boolean().default(false),
  })
  .refine(oneOfBoth, which)
  .meta({ id: 'NewOptOut' });

export const optOutAnswer = answerOf(z.object({ opt_out: optOut, contacts_count: count })).meta({ id: 'OptOutAnswer' });
export const optOutsQuery = pageQuery(['-id', 'id']);
export const optOutList = answerOf(z.object({ opt_outs: z.array(optOut), ...pageFacts })).meta({ id: 'OptOutList' });

const anyRow = z.record(z.string(), z.unknown());

/** Everything that is held on one person, to be handed over. */
export const personalData = z
  .object({
    created_at: time,
    phones: z.array(z.string()),
    lids: z.array(z.string()),
    sessions: z.array(
      z.object({
        session_id: z.string(),
        session_name: z.string().nullable(),
        contacts: z.array(anyRow),
        groups: z.array(anyRow),
        tags: z.array(z.string()),
        lists: z.array(z.string()),
        history: z.array(anyRow),
        /** What WhatsApp told the engine, as it came. */
        engine: z.array(anyRow),
      }),
    ),
    /** Kept rows of imported files. */
    imports: z.array(anyRow),
    opt_outs: z.array(optOut),
  })
  .meta({ id: 'PersonalData' });
export type PersonalData = z.infer<typeof personalData>;
export const personalDataAnswer = answerOf(z.object({ personal_data: personalData })).meta({
  id: 'PersonalDataAnswer',
});
