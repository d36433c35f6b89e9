import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';

const count = z.int().min(0);
const rowId = z.int().min(0).max(2_147_483_647);

/** Most bytes of an uploaded file. */
export const importLimit = 50 * 1024 * 1024;

/** What a column of a table holds. A `phone_label` tells about the phone in the column after it. */
export const importRole = z.enum([
  'name',
  'other_name',
  'name_prefix',
  'first_name',
  'middle_name',
  'last_name',
  'name_suffix',
  'phone',
  'international_phone',
  'phone_label',
  'email',
  'company',
  'note',
  'tags',
  'jid',
  'lid',
  'ignore',
]);
export type ImportRole = z.infer<typeof importRole>;

/** What becomes of a row: a new contact, changes to one that is there, nothing because it is there already or twice in the file, or nothing because it can't be read. */
export const importOutcome = z.enum(['new', 'update', 'duplicate', 'invalid']);
export type ImportOutcome = z.infer<typeof importOutcome>;

/** What is done about people who are there already: `skip` leaves them, `update` adds what the file knows more, `create` adds the person once more. */
export const importPolicy = z.enum(['skip', 'update', 'create']);
export type ImportPolicy = z.infer<typeof importPolicy>;

/** `previewed` until it is committed; `unreadable` files are to be deleted. */
export const importStatus = z.enum([
  'previewed',
  'unreadable',
  'committing',
  'committed',
  'rolling_back',
  'rolled_back',
]);
export type ImportStatus = z.infer<typeof importStatus>;

export const importColumn = z
  .object({ index: count, header: z.string().nullable(), role: importRole, samples: z.array(z.string()) })
  .meta({ id: 'ImportColumn' });
export type ImportColumn = z.infer<typeof importColumn>;

export const importCounts = z
  .object({ new: count, update: count, duplicate: count, invalid: count })
  .meta({ id: 'ImportCounts' });
export type ImportCounts = z.infer<typeof importCounts>;

/** An uploaded file of contacts, and what would come of it. */
export const importedFile = z
  .object({
    id: z.int(),
    file_name: z.string(),
    format: z.enum(['csv', 'xlsx', 'vcard']).nullable(),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    columns: z.array(importColumn),
    status: importStatus,
    policy: importPolicy,
    /** Where new contacts go; null: a session for imports, made when it is needed. */
    session_id: z.string().nullable(),
    tag_ids: z.array(z.int()),
    default_country: z.string(),
    counts: importCounts,
    /** What is wrong with the file as a whole. */
    problems: z.array(z.object({ line: z.int().nullable(), code: z.string(), reason: z.string() })),
    job_id: z.int().nullable(),
    rollback_job_id: z.int().nullable(),
    created_by: z.object({ kind: z.string(), id: z.int().nullable(), name: z.string() }),
    created_at: time,
    committed_at: time.nullable(),
    rolled_back_at: time.nullable(),
  })
  .meta({ id: 'Import' });
export type ImportedFile = z.infer<typeof importedFile>;

/** One row or card of the file. */
export const importRow = z
  .object({
    id: z.int(),
    line: z.int().nullable(),
    outcome: importOutcome,
    /** Why it is a duplicate or invalid, or what is doubtful about it. */
    code: z.string().nullable(),
    /** The same in the language of the caller. */
    reason: z.string().nullable(),
    name: z.string().nullable(),
    /** Digits as they are understood. */
    phone: z.string().nullable(),
    email: z.string().nullable(),
    company: z.string().nullable(),
    note: z.string().nullable(),
    tags: z.array(z.string()),
    /** The contact that is there already, or that was made. */
    contact_row_id: z.int().nullable(),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRow>;

const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .meta({ description: 'ISO code; phones without a calling code are read in it.', examples: ['ID'] });

/** `POST /api/imports`, beside the file. */
export const newImportQuery = z.strictObject({
  default_country: country.optional(),
  file_name: z.string().min(1).max(255).optional().meta({ description: 'Of a file that is sent as the body itself.' }),
});

/** `PATCH /api/imports/{id}`: the preview is made anew. What is left out stays. */
export const importChange = z
  .strictObject({
    columns: z
      .array(z.object({ index: count.max(10_000), role: importRole }))
      .max(500)
      .optional(),
    session_id: z.string().min(1).max(255).nullable().optional(),
    policy: importPolicy.optional(),
    tag_ids: z.array(rowId).max(50).optional(),
    default_country: country.optional(),
  })
  .meta({ id: 'ImportChange' });
export type ImportChange = z.infer<typeof importChange>;

export const importAnswer = answerOf(z.object({ import: importedFile })).meta({ id: 'ImportAnswer' });
export const importsQuery = pageQuery(['-id', 'id']);
export const importList = answerOf(z.object({ imports: z.array(importedFile), ...pageFacts })).meta({
  id: 'ImportList',
});
export const importRowsQuery = pageQuery(['id', '-id']).extend({ outcome: importOutcome.optional() });
export const importRowList = answerOf(z.object({ import_id: z.int(), rows: z.array(importRow), ...pageFacts })).meta({
  id: 'ImportRowList',
});
