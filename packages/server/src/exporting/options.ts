import type { ExportFormat } from '@grabber/contract';
import type { Language } from '../i18n/index.ts';
import { type Column, type ColumnKey, columnsOf, defaultColumns } from './columns.ts';
import type { PhoneFormat } from './phones.ts';

/** How a file shall look; only `format`, `language` and `created_at` must be told. */
export type ExportOptions = {
  format: ExportFormat;
  /** Of headers and of words such as a member's role. Keys of JSON are the same in every language. */
  language: Language;
  /** ISO 8601 in UTC; stands in the info sheet and as the date of files in a ZIP. */
  created_at: string;
  /** Choice and order; address books (`csv_google`, `csv_outlook`, `vcard…`) have columns of their own. */
  columns?: readonly ColumnKey[];
  /** One line per contact, its groups joined, or one per membership; address books always have one per contact. */
  rows_per?: 'contact' | 'membership';
  /** Of the column `phone`: `international` for Excel, `e164` elsewhere. vCards always hold E.164. */
  phone_format?: PhoneFormat;
  /** Makes text that a spreadsheet would run as a formula harmless in CSV; on unless false. */
  guard_formulas?: boolean | undefined;
  /** Columns that are not guarded. */
  raw_columns?: readonly ColumnKey[] | undefined;
  /** Of `csv_excel`: semicolon for Indonesian Windows, comma for English, unless told. */
  separator?: ',' | ';';
  /** vCards: a ZIP of files with so many cards each, at most 65,535 files; null for one file. */
  cards_per_file?: number | null;
  /** Further lines of the info sheet, such as who exported which filter. */
  info?: readonly (readonly [label: string, value: string])[];
};

/** The options of a table, complete. */
export type TableOptions = {
  language: Language;
  columns: readonly Column[];
  rows_per: 'contact' | 'membership';
  phone_format: PhoneFormat;
};

/** What was not told, filled in. */
export function tableOptions(options: ExportOptions): TableOptions {
  return {
    language: options.language,
    columns: columnsOf(options.columns ?? defaultColumns),
    rows_per: options.rows_per ?? 'contact',
    phone_format: options.phone_format ?? (options.format === 'csv_excel' ? 'international' : 'e164'),
  };
}
