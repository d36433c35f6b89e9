import type { ContactQuery } from '@grabber/contract';
import type { QueryWish } from './pages.repo.ts';

/** The orders that are read along an index. */
const indexed = new Set(['name', 'phone', 'updated']);
const fewRows = 1000;

/** Whether a page takes no longer than the way to another thread would: nothing is looked for or counted, and an index has the order. */
export function isShort(
  { q = '', filter, unique = false }: ContactQuery,
  { sort, total = false, skip = 0 }: QueryWish,
): boolean {
  const conditions = (filter?.any ?? []).flatMap(({ all }) => all);
  const plain = q.trim() === '' && !unique && conditions.every(({ field }) => field === 'session');
  return plain && !total && skip <= fewRows && indexed.has(sort.replace(/^-/, ''));
}
