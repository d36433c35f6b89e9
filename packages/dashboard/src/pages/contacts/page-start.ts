/** Rows that are fetched at a time. */
export const pageSize = 200;

/**
 * Where a page of the list begins: the cursor of the nearest page before it that is known, and how many rows to pass over from there. A list that is read on
 * costs a cursor each time; one that is jumped through costs the server a skip, and the page nothing that it does not show.
 */
export function pageStart(page: number, cursorAfter: (page: number) => string | null | undefined) {
  for (let before = page - 1; before >= 0; before--) {
    const cursor = cursorAfter(before);
    if (cursor) return { cursor, skip: (page - 1 - before) * pageSize };
  }
  return { cursor: undefined, skip: page * pageSize };
}

/** The pages that hold the rows from `first` to `last`. */
export function pagesOf(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / pageSize);
  const to = Math.floor(Math.max(0, last) / pageSize);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
