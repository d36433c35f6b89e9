import { type PageWish, pageOf } from '../../storage/index.ts';

/** One page of a list that is short and in memory, under its name, with what a page tells beside its rows. */
export function pageAs<Name extends string, Row extends { id: number }>(
  name: Name,
  all: Row[],
  { total, ...wish }: PageWish & { total: boolean },
) {
  const { rows, next_cursor } = pageOf(all, wish);
  const list = { [name]: rows } as { [N in Name]: Row[] };
  return { ...list, next_cursor, ...(total ? { total: all.length } : {}) };
}
