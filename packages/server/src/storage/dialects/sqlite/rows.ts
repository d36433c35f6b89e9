import type { SQLOutputValue, StatementColumnMetadata } from 'node:sqlite';

/** Makes the values of a row, in the order of the columns, into what the schema promises. */
export type RowReader = (values: SQLOutputValue[]) => Record<string, unknown>;
type ValueReader = (value: SQLOutputValue) => unknown;

const readers: Record<string, ValueReader> = { BOOLEAN: (value) => value !== 0, JSON: parseJson, DATETIME: toIso };

/** The reader for these columns, by their declared types. */
export function rowReader(columns: StatementColumnMetadata[]): RowReader {
  const named = columns.map(({ name, type }) => ({ name, read: readers[type ?? ''] }));
  return (values) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < named.length; index += 1) {
      const { name, read } = named[index] as (typeof named)[number];
      const value = values[index] ?? null;
      row[name] = read && value !== null ? read(value) : value;
    }
    return row;
  };
}

function parseJson(value: SQLOutputValue): unknown {
  return typeof value === 'string' ? JSON.parse(value) : value;
}

/** The old application writes `2024-01-15 10:30:00` into the same columns. */
function toIso(value: SQLOutputValue): unknown {
  if (typeof value !== 'string' || value.charAt(10) !== ' ') return value;
  const ms = Date.parse(`${value.replace(' ', 'T')}Z`);
  return Number.isNaN(ms) ? value : new Date(ms).toISOString();
}
