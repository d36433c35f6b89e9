import type { ContactCondition, ContactFilter, ContactQuery } from '@grabber/contract';
import type { ContactsSearch } from './search-params.ts';

const people: ContactCondition = { field: 'type', in: ['individual'] };

/** What the server is asked for: people, unless the filter speaks of types itself; groups have a page of their own. */
export function queryOf({ q, filter, unique }: Pick<ContactsSearch, 'q' | 'filter' | 'unique'>): ContactQuery {
  const groups = filter?.any ?? [{ all: [] }];
  const any = groups.map(({ all }) => ({ all: all.some(({ field }) => field === 'type') ? all : [...all, people] }));
  return { ...(q?.trim() && { q: q.trim() }), filter: { any }, ...(unique && { unique }) };
}

/** The other way round: what of a saved query is shown as filter. */
export function shownFilter({ filter }: ContactQuery): ContactFilter | undefined {
  const any = filter?.any.map(({ all }) => ({ all: all.filter((condition) => !isPeople(condition)) }));
  const filled = any?.filter(({ all }) => all.length > 0);
  return filled?.length ? { any: filled } : undefined;
}

function isPeople(condition: ContactCondition): boolean {
  return condition.field === 'type' && !condition.not && condition.in.length === 1 && condition.in[0] === 'individual';
}
