const gap = '  ';

/** Rows under their heads, in columns; a value's control characters never reach the terminal. */
export function table<T extends object>(rows: readonly T[], columns: readonly (keyof T & string)[]): string {
  const cells = [[...columns], ...rows.map((row) => columns.map((column) => cellOf(row[column])))];
  const widths = columns.map((_, index) => cells.reduce((widest, row) => Math.max(widest, widthOf(row[index])), 0));
  return cells
    .map((row) =>
      row
        .map((cell, index) => cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell)))
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
}

function cellOf(value: unknown): string {
  return String(value ?? '-').replace(/\p{Cc}+/gu, ' ');
}

/** Characters, not UTF-16 units, so that an emoji does not move its line. */
function widthOf(cell = ''): number {
  return [...cell].length;
}
