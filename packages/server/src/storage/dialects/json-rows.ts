import { kindOf } from '../columns.ts';

/** The columns that the old application fills too: it writes `2024-01-15 10:30:00` there. */
const oldTimes = new Set(['grabbed_at', 'created_at', 'updated_at']);

/**
 * The arguments of SQLite's `json_object` for columns of a table, each as an answer shows it. There the database runs in our own thread:
 * letting it write the JSON of a row is faster than reading the values and writing them ourselves.
 */
export function sqliteJsonFields(table: string, columns: readonly string[]): string {
  return columns.map((column) => `'${column}', ${jsonOf(`"${table}"."${column}"`, column)}`).join(', ');
}

function jsonOf(value: string, column: string): string {
  if (kindOf(column) === 'boolean') return `json(iif(${value}, 'true', 'false'))`;
  if (!oldTimes.has(column)) return value;
  return `iif(substr(${value}, 11, 1) = ' ', strftime('%Y-%m-%dT%H:%M:%fZ', ${value}), ${value})`;
}
