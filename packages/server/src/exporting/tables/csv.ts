import { writeCsv } from 'hucre/csv';
import type { ExportRow, ExportRows } from '../types.ts';

/** Where the cells of a CSV file come from. */
export type CsvLayout = { header: readonly string[]; cells: (row: ExportRow) => string[] };
export type CsvDialect = { separator: ',' | ';'; bom: boolean };

const encoder = new TextEncoder();
const lineEnd = '\r\n';

/** A CSV file after RFC 4180, in UTF-8. */
export async function* csvChunks(
  lines: ExportRows,
  { header, cells }: CsvLayout,
  { separator, bom }: CsvDialect,
): AsyncGenerator<Uint8Array> {
  // A lone empty cell without quotes would be an empty line, which readers leave out.
  const quoteStyle = header.length === 1 ? 'all' : 'required';
  const write = (rows: readonly string[][]) => {
    const text = writeCsv(rows as string[][], { delimiter: separator, lineSeparator: lineEnd, quoteStyle });
    return encoder.encode(text + lineEnd);
  };
  const first = write([[...header]]);
  yield bom ? Buffer.concat([Buffer.from('\ufeff'), first]) : first;
  for await (const batch of lines) if (batch.length > 0) yield write(batch.map(cells));
}
