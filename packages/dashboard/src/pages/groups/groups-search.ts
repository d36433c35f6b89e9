import type { groupSorts } from '@grabber/contract';

export type GroupSort = (typeof groupSorts)[number];
/** What the address of the list tells. */
export type GroupsSearch = { q?: string; session_id?: string; sort?: GroupSort };

export const offeredSorts = ['name', '-participants', '-updated', '-first_seen'] as const satisfies GroupSort[];

export function groupsSearch({ q, session_id, sort }: Record<string, unknown>): GroupsSearch {
  const known = offeredSorts.find((one) => one === sort);
  return {
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q).slice(0, 200) }),
    ...(typeof session_id === 'string' && { session_id }),
    ...(known && { sort: known }),
  };
}

/** Ids of groups in the address of the comparison. */
export function overlapSearch({ ids }: Record<string, unknown>): { ids?: number[] } {
  const given = Array.isArray(ids) ? ids.filter((id): id is number => Number.isSafeInteger(id) && id > 0) : [];
  return given.length > 0 ? { ids: [...new Set(given)].slice(0, 20) } : {};
}
