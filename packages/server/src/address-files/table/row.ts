/** A line of a table; every cell as text. */
export type Row = { line: number; cells: string[] };

/** Whether nothing stands in the row. */
export function isBlank(row: Row): boolean {
  return row.cells.every((cell) => cell.trim() === '');
}
