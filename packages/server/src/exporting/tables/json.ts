import type { ColumnValue } from '../columns.ts';
import type { TableOptions } from '../options.ts';
import type { ExportRow, ExportRows } from '../types.ts';

const encoder = new TextEncoder();

/** One object a line, by column keys, with typed values and lists as lists. */
export async function* jsonLines(lines: ExportRows, options: TableOptions): AsyncGenerator<Uint8Array> {
  const write = objectWriter(options);
  for await (const batch of lines) {
    if (batch.length > 0) yield encoder.encode(`${batch.map(write).join('\n')}\n`);
  }
}

/** The same objects as one array, one a line. */
export async function* jsonArray(lines: ExportRows, options: TableOptions): AsyncGenerator<Uint8Array> {
  const write = objectWriter(options);
  let before = '[\n';
  for await (const batch of lines) {
    if (batch.length === 0) continue;
    yield encoder.encode(before + batch.map(write).join(',\n'));
    before = ',\n';
  }
  yield encoder.encode(before === ',\n' ? '\n]\n' : '[]\n');
}

function objectWriter(options: TableOptions): (row: ExportRow) => string {
  return (row) => {
    const object: Record<string, ColumnValue> = {};
    for (const { key, value } of options.columns) object[key] = value(row, options);
    return JSON.stringify(object);
  };
}
