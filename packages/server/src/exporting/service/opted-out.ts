import type { ContactQuery } from '@grabber/contract';

/** Whether the query itself asks for those who opted out; nobody else exports them. */
function asksForOptedOut({ filter }: ContactQuery): boolean {
  return filter?.any.some(({ all }) => all.some(({ field }) => field === 'opted_out')) ?? false;
}

/** The query without those who opted out, unless it asks for them. */
export function withoutOptedOut(query: ContactQuery): ContactQuery {
  if (asksForOptedOut(query)) return query;
  const stayed = { field: 'opted_out', is: false } as const;
  const groups = query.filter?.any.length ? query.filter.any : [{ all: [] }];
  return { ...query, filter: { any: groups.map(({ all }) => ({ all: [...all, stayed] })) } };
}
