type Row = Record<string, unknown>;

/** PostgreSQL refuses a statement that meets a key twice: the rows of one key become the row that they would leave behind. */
export function latestByKey(
  rows: readonly Row[],
  key: readonly string[],
  columns: readonly string[],
  keepWhenNull: readonly string[],
): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const id = JSON.stringify(key.map((column) => row[column]));
    const earlier = byKey.get(id);
    byKey.set(id, earlier ? overlay(earlier, row, columns, keepWhenNull) : row);
  }
  return byKey.size === rows.length ? [...rows] : [...byKey.values()];
}

function overlay(earlier: Row, later: Row, columns: readonly string[], keepWhenNull: readonly string[]): Row {
  const merged = { ...earlier };
  for (const column of columns) {
    const fresh = later[column] ?? null;
    if (fresh === null && keepWhenNull.includes(column)) continue;
    merged[column] = fresh;
  }
  return merged;
}
