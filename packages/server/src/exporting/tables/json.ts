import type { ColumnValue } from '../columns.ts';
import type { TableOptions } from '../options.ts';
import type { ExportRow, ExportRows } from '../types.ts';

/** One object a line, by column keys, with typed values and lists as lists. */
export async function* jsonLines(lines: ExportRows, options: TableOptions): AsyncGenerator<Uint8Array> {
  const write = objectWriter(options);
  for await (const batch of lines) {
    let text = '';
    for (const row of batch) text += `${write(row)}\n`;
    if (text !== '') yield Buffer.from(text);
  }
}

/** The same objects as one array, one a line. */
export async function* jsonArray(lines: ExportRows, options: TableOptions): AsyncGenerator<Uint8Array> {
  const write = objectWriter(options);
  let before = '[\n';
  for await (const batch of lines) {
    if (batch.length === 0) continue;
    yield Buffer.from(before + batch.map(write).join(',\n'));
    before = ',\n';
  }
  yield Buffer.from(before === ',\n' ? '\n]\n' : '[]\n');
}

function objectWriter(options: TableOptions): (row: ExportRow) => string {
  return (row) => {
    const object: Record<string, ColumnValue> = {};
    for (const { key, value } of options.columns) object[key] = value(row, options);
    return JSON.stringify(object);
  };
}
