import { literal, type Spelling } from '../create.ts';

const types: Record<string, string> = {
  id: 'integer primary key autoincrement',
  int: 'integer',
  bigint: 'integer',
  boolean: 'BOOLEAN',
  time: 'DATETIME',
  json: 'JSON',
  bytes: 'blob',
};

/** BOOLEAN, DATETIME and JSON are what `rows.ts` knows the columns by. */
export const sqliteSpelling: Spelling = {
  type: ({ type }) => (typeof type === 'string' && types[type]) || 'text',
  default(value) {
    if (value === 'now') return `(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`;
    return literal(typeof value === 'boolean' ? Number(value) : value);
  },
};
