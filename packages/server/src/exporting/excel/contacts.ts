import type { TableOptions } from '../options.ts';
import { inWords } from '../tables/layout.ts';
import type { ExportCounts, ExportRows } from '../types.ts';
import { infoSheet } from './info.ts';
import type { ExcelLine, ExcelSheet } from './types.ts';

type ContactSheets = TableOptions & { created_at: string; info: readonly (readonly [string, string])[] };

const names = { id: 'Kontak', en: 'Contacts' };

/** The contacts, and a sheet that says what they are. */
export function contactSheets(lines: ExportRows, options: ContactSheets, counts: ExportCounts): ExcelSheet[] {
  const columns = options.columns.map(({ header, kind, width }) => ({ header: header[options.language], kind, width }));
  return [{ name: names[options.language], columns, lines: cellsOf(lines, options) }, infoSheet(options, counts)];
}

async function* cellsOf(lines: ExportRows, options: TableOptions): AsyncGenerator<ExcelLine[]> {
  const { columns } = options;
  for await (const batch of lines) {
    yield batch.map((row) => columns.map((column) => inWords(column, column.value(row, options), options)));
  }
}
