import type { ExportRow, ExportRows } from '../types.ts';

/** Where the cells of a CSV file come from. */
export type CsvLayout = { header: readonly string[]; cells: (row: ExportRow) => string[] };
export type CsvDialect = { separator: ',' | ';'; bom: boolean };

const lineEnd = '\r\n';

/** A CSV file after RFC 4180, in UTF-8. */
export async function* csvChunks(
  lines: ExportRows,
  { header, cells }: CsvLayout,
  { separator, bom }: CsvDialect,
): AsyncGenerator<Uint8Array> {
  // A lone empty cell without quotes would be an empty line, which readers leave out.
  const cellOf = header.length === 1 ? quoted : quotedWhere(separator === ',' ? /[",\r\n]/ : /[";\r\n]/);
  const lineOf = (texts: readonly string[]) => texts.map(cellOf).join(separator) + lineEnd;
  yield Buffer.from((bom ? '\ufeff' : '') + lineOf(header));
  for await (const batch of lines) {
    let text = '';
    for (const row of batch) text += lineOf(cells(row));
    if (text !== '') yield Buffer.from(text);
  }
}

function quotedWhere(needed: RegExp): (text: string) => string {
  return (text) => (needed.test(text) ? quoted(text) : text);
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
