import { contactSheets } from './excel/contacts.ts';
import { createExcelWriter } from './excel/workbook.ts';
import { type ExportOptions, tableOptions } from './options.ts';
import { counted, linesOf } from './rows.ts';
import { googleLayout, outlookLayout } from './tables/address-book.ts';
import { csvChunks } from './tables/csv.ts';
import { jsonArray, jsonLines } from './tables/json.ts';
import { columnLayout } from './tables/layout.ts';
import type { ExportCounts, ExportRows } from './types.ts';
import type { VcardVersion } from './vcard/card.ts';
import { vcardChunks, vcardZip } from './vcard/files.ts';

/** What a file of an export is. */
export type FileKind = { extension: string; media_type: string };

/** A file on its way: read `chunks` to the end; leaving off earlier closes the source of the rows. */
export type ExportedFile = FileKind & { chunks: AsyncIterable<Uint8Array>; counts: ExportCounts };

const kinds = {
  xlsx: { extension: 'xlsx', media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { extension: 'csv', media_type: 'text/csv; charset=utf-8' },
  vcard: { extension: 'vcf', media_type: 'text/vcard; charset=utf-8' },
  zip: { extension: 'zip', media_type: 'application/zip' },
  jsonl: { extension: 'jsonl', media_type: 'application/x-ndjson; charset=utf-8' },
  json: { extension: 'json', media_type: 'application/json; charset=utf-8' },
} satisfies Record<string, FileKind>;

/** The kind of file that these options make. */
export function fileKind({ format, cards_per_file }: ExportOptions): FileKind {
  if (format === 'vcard3' || format === 'vcard4') return cards_per_file ? kinds.zip : kinds.vcard;
  if (format === 'json' || format === 'jsonl' || format === 'xlsx') return kinds[format];
  return kinds.csv;
}

/** Counts of a file that is not begun. */
export function noCounts(): ExportCounts {
  return { contacts: 0, written: 0, left_out: 0 };
}

/** The rows as a file. Nothing is read before the first chunk is asked for, and never more than a batch ahead. */
export function exportFile(rows: ExportRows, options: ExportOptions): ExportedFile {
  const counts = noCounts();
  return { ...fileKind(options), chunks: writeAs(counted(rows, counts), options, counts), counts };
}

function writeAs(rows: ExportRows, options: ExportOptions, counts: ExportCounts): AsyncIterable<Uint8Array> {
  const { format } = options;
  if (format === 'vcard3') return cards(rows, '3.0', options, counts);
  if (format === 'vcard4') return cards(rows, '4.0', options, counts);
  if (format === 'csv_google' || format === 'csv_outlook') return addressBook(rows, options, counts);
  const table = tableOptions(options);
  const lines = linesOf(rows, table.rows_per, counts);
  if (format === 'json') return jsonArray(lines, table);
  if (format === 'jsonl') return jsonLines(lines, table);
  if (format === 'xlsx') {
    const sheets = contactSheets(lines, { ...table, created_at: options.created_at, info: options.info ?? [] }, counts);
    return createExcelWriter()(sheets);
  }
  const excel = format === 'csv_excel';
  const reader = excel ? 'excel' : 'machine';
  const layout = columnLayout({
    ...table,
    guard: options.guard_formulas !== false,
    raw_columns: options.raw_columns,
    reader,
  });
  return csvChunks(lines, layout, { separator: excel ? separatorOf(options) : ',', bom: excel });
}

/** Excel splits at the list separator of the machine's region. */
function separatorOf({ separator, language }: ExportOptions): ',' | ';' {
  return separator ?? (language === 'id' ? ';' : ',');
}

function addressBook(rows: ExportRows, options: ExportOptions, counts: ExportCounts): AsyncIterable<Uint8Array> {
  const layoutOf = options.format === 'csv_google' ? googleLayout : outlookLayout;
  const layout = layoutOf({ guard: options.guard_formulas !== false, phone_format: options.phone_format ?? 'e164' });
  return csvChunks(linesOf(rows, 'contact', counts), layout, { separator: ',', bom: false });
}

function cards(
  rows: ExportRows,
  version: VcardVersion,
  { cards_per_file, created_at }: ExportOptions,
  counts: ExportCounts,
): AsyncIterable<Uint8Array> {
  if (!cards_per_file) return vcardChunks(rows, version, counts);
  return vcardZip(rows, { version, cards_per_file, created_at }, counts);
}
