import type { SQLOutputValue, StatementColumnMetadata } from 'node:sqlite';

type Row = Record<string, SQLOutputValue>;
/** Turns the values of a row into what the schema promises, in place. */
export type RowReader = (row: Row) => void;
type ValueReader = (value: SQLOutputValue) => unknown;

const readers: Record<string, ValueReader> = { BOOLEAN: (value) => value !== 0, JSON: parseJson, DATETIME: toIso };

/** The reader for these columns, by their declared types. */
export function rowReader(columns: StatementColumnMetadata[]): RowReader {
  const turned = columns.flatMap(({ name, type }) => {
    const read = readers[type ?? ''];
    return read ? [{ name, read }] : [];
  });
  if (turned.length === 0) return () => {};
  return (row) => {
    for (const { name, read } of turned) {
      const value = row[name];
      if (value !== null && value !== undefined) row[name] = read(value) as SQLOutputValue;
    }
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
