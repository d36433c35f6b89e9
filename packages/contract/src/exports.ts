import { z } from 'zod';
import { answerOf } from './answers.ts';
import { contactQuery, contactQueryParams } from './contact-query.ts';

export const exportFormats = [
  'xlsx',
  'csv',
  'csv_excel',
  'csv_google',
  'csv_outlook',
  'vcard3',
  'vcard4',
  'jsonl',
  'json',
] as const;
export const exportFormat = z.enum(exportFormats).meta({ id: 'ExportFormat' });
export type ExportFormat = z.infer<typeof exportFormat>;

/** Columns of tables, in their stable order. */
export const exportColumns = [
  'name',
  'phone',
  'saved_name',
  'push_name',
  'verified_name',
  'alias',
  'phone_e164',
  'phone_international',
  'phone_national',
  'phone_digits',
  'country',
  'country_code',
  'groups',
  'role',
  'groups_count',
  'tags',
  'note',
  'email',
  'company',
  'in_address_book',
  'is_business',
  'status',
  'session_id',
  'jid',
  'lid',
  'first_seen_at',
  'updated_at',
  'link',
] as const;
export const exportColumn = z.enum(exportColumns).meta({ id: 'ExportColumn' });
export type ExportColumn = z.infer<typeof exportColumn>;

const rowId = z.int().min(0).max(2_147_483_647);
const phoneFormat = z.enum(['e164', 'international', 'national', 'digits']);
const separator = z.enum([',', ';']);
const rowsPer = z.enum(['contact', 'membership']);
const cards = { least: 1, most: 10_000 };
const mostIds = 10_000;

const about = {
  columns: 'Which columns, in which order; the standard ones when left out. Address books have columns of their own.',
  rows_per: 'One line per contact, its groups joined, or one per membership.',
  phone_format: 'Of the column `phone`; `international` for Excel, else `e164`, when left out.',
  guard_formulas: 'Makes text that a spreadsheet would run as a formula harmless in CSV.',
  raw_columns: 'Columns that are not guarded.',
  separator: 'Of `csv_excel`; semicolon in Indonesian, comma in English, when left out.',
  cards_per_file: 'vCards: a ZIP of files with so many cards each; one file when left out.',
  group_id: 'Members of the group of this numeric id, with their roles, instead of a query.',
  include_left: 'With `group_id`: also those who have left.',
  language: "Of headers and words; the caller's when left out.",
};

/** How a file shall look. */
const look = {
  language: z.enum(['id', 'en']).optional().meta({ description: about.language }),
  columns: z.array(exportColumn).min(1).max(60).optional().meta({ description: about.columns }),
  rows_per: rowsPer.optional().meta({ description: about.rows_per }),
  phone_format: phoneFormat.optional().meta({ description: about.phone_format }),
  guard_formulas: z.boolean().optional().meta({ description: about.guard_formulas }),
  raw_columns: z.array(exportColumn).max(60).optional().meta({ description: about.raw_columns }),
  separator: separator.optional().meta({ description: about.separator }),
  cards_per_file: z.int().min(cards.least).max(cards.most).nullable().optional().meta({
    description: about.cards_per_file,
  }),
};

/** Whose contacts: a query, rows by their ids, or the members of a group; everything when nothing is said. */
const whose = {
  query: contactQuery.optional(),
  ids: z.array(rowId).min(1).max(mostIds).optional().meta({ description: 'Numeric ids of contacts.' }),
  group_id: rowId.optional().meta({ description: about.group_id }),
  include_left: z.boolean().optional().meta({ description: about.include_left }),
};

/** `POST /api/exports` */
export const newExport = z.strictObject({ format: exportFormat, ...whose, ...look }).meta({ id: 'NewExport' });
export type NewExport = z.infer<typeof newExport>;

const flag = z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0', ''] });
const listOf = <T extends z.ZodType<string, string>>(item: T) =>
  z.codec(z.string().max(2000), z.array(item), { decode: (text) => text.split(',') as z.input<T>[], encode: String });

/** `GET /api/exports/download`: the same in the query of an address; lists with commas. */
export const exportDownloadQuery = z.strictObject({
  format: exportFormat,
  ...contactQueryParams,
  ids: z
    .codec(z.string().regex(/^\d{1,10}(,\d{1,10}){0,299}$/), z.array(rowId), {
      decode: (text) => text.split(',').map(Number),
      encode: String,
    })
    .optional()
    .meta({ description: 'Numeric ids of contacts, with commas between.', examples: ['1,2'] }),
  group_id: z.coerce.number().int().min(0).max(2_147_483_647).optional().meta({ description: about.group_id }),
  include_left: flag.optional().meta({ description: about.include_left }),
  language: look.language,
  columns: listOf(exportColumn)
    .optional()
    .meta({ description: about.columns, examples: ['name,phone'] }),
  rows_per: look.rows_per,
  phone_format: look.phone_format,
  guard_formulas: flag.optional().meta({ description: about.guard_formulas }),
  raw_columns: listOf(exportColumn)
    .optional()
    .meta({ description: about.raw_columns, examples: ['note'] }),
  separator: look.separator,
  cards_per_file: z.coerce.number().int().min(cards.least).max(cards.most).optional().meta({
    description: about.cards_per_file,
  }),
});

/** Answer of `GET /api/export-columns`. */
export const exportColumnList = answerOf(
  z.object({
    columns: z.array(
      z.object({
        key: exportColumn,
        kind: z.enum(['text', 'phone', 'date', 'number', 'bool']),
        header: z.object({ id: z.string(), en: z.string() }),
        /** Whether it is exported when nothing is chosen. */
        is_standard: z.boolean(),
      }),
    ),
    formats: z.array(exportFormat),
  }),
).meta({ id: 'ExportColumnList' });

/** Answer of `POST /api/exports/preview`: how many contacts, and the first lines as the file will show them. */
export const exportPreview = answerOf(
  z.object({ count: z.int().min(0), headers: z.array(z.string()), rows: z.array(z.array(z.string())) }),
).meta({ id: 'ExportPreview' });
