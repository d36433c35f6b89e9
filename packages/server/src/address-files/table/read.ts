import { saysAnything } from '../contact.ts';
import { readAhead } from '../read-ahead.ts';
import type { ReadItem, ReadLimits, ReadOptions } from '../types.ts';
import { problemAt, UnreadableFile } from '../unreadable.ts';
import { contactOfRow } from './contact.ts';
import { layoutOf, type TableLayout } from './layout.ts';
import { isBlank, type Row } from './row.ts';

/** So many rows tell what the columns hold. */
const judgedRows = 60;

/** The layout of a table and its contacts. */
export async function readTable(rows: AsyncIterable<Row>, options: ReadOptions, limits: ReadLimits) {
  const { head, all } = await readAhead(rows, (read) => read.length >= judgedRows);
  const layout = layoutOf(head, options, limits.columns);
  return { layout, items: contactsOf(all, layout, options, limits) };
}

async function* contactsOf(
  rows: AsyncIterable<Row>,
  layout: TableLayout,
  options: ReadOptions,
  limits: ReadLimits,
): AsyncGenerator<ReadItem> {
  if (layout.columns.length > 0 && !hasPerson(layout)) yield problemAt(null, 'no_phone_column');
  let read = 0;
  for await (const row of rows) {
    if (isBlank(row) || row.line <= (layout.header_line ?? 0)) continue;
    read += 1;
    if (read > limits.rows) throw new UnreadableFile('too_many_rows', row.line);
    yield* itemsOf(row, layout, options, limits);
  }
  if (read === 0) yield problemAt(null, 'empty_file');
}

function* itemsOf(row: Row, layout: TableLayout, options: ReadOptions, limits: ReadLimits): Generator<ReadItem> {
  if (row.cells.length > limits.columns) yield problemAt(row.line, 'too_many_columns');
  const contact = contactOfRow(row, layout.columns, options.default_country);
  yield saysAnything(contact) ? contact : problemAt(row.line, 'nothing_to_read');
}

function hasPerson({ columns }: TableLayout): boolean {
  return columns.some(({ role }) => ['phone', 'international_phone', 'jid', 'lid'].includes(role));
}
