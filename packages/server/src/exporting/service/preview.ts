import type { ColumnKey } from '../columns.ts';
import type { ExportOptions } from '../options.ts';
import { tableOptions } from '../options.ts';
import { linesOf } from '../rows.ts';
import { googleLayout, outlookLayout } from '../tables/address-book.ts';
import type { CsvLayout } from '../tables/csv.ts';
import { columnLayout } from '../tables/layout.ts';
import type { ExportRows } from '../types.ts';

const lines = 10;
/** What a card says. */
const cardColumns: ColumnKey[] = ['name', 'phone_e164', 'email', 'company', 'note', 'tags'];

/** The first lines as the file will show them. */
export async function previewOf(
  rows: ExportRows,
  options: ExportOptions,
): Promise<{ headers: string[]; rows: string[][] }> {
  const { header, cells } = layoutOf(options);
  const counts = { contacts: 0, written: 0, left_out: 0 };
  const isTable = !/^csv_[go]|^vcard/.test(options.format);
  const shown: string[][] = [];
  for await (const batch of linesOf(rows, (isTable && options.rows_per) || 'contact', counts)) {
    shown.push(...batch.slice(0, lines - shown.length).map((row) => cells(row)));
    if (shown.length === lines) break;
  }
  return { headers: [...header], rows: shown };
}

function layoutOf(options: ExportOptions): CsvLayout {
  const address = { guard: false, phone_format: options.phone_format ?? 'e164' };
  if (options.format === 'csv_google') return googleLayout(address);
  if (options.format === 'csv_outlook') return outlookLayout(address);
  const isCard = options.format.startsWith('vcard');
  const table = tableOptions(isCard ? { ...options, columns: cardColumns } : options);
  return columnLayout({ ...table, guard: false, reader: 'excel' });
}
