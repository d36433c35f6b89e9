import type { ContactListItem, ContactListSort, ContactQuery } from '@grabber/contract';
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { call, queryClient } from '../../api/index.ts';
import { pageSize, pageStart } from './page-start.ts';

/** Which contacts, in which order. */
export type ContactsView = { query: ContactQuery; sort: ContactListSort };

function pageOf(view: ContactsView, page: number) {
  const key = (of: number) => ['GET /api/contacts', view, of] as const;
  return queryOptions({
    queryKey: key(page),
    queryFn: async ({ signal }) => {
      const cursorAfter = (before: number) => queryClient.getQueryData<Page>(key(before))?.next_cursor;
      const { cursor, skip } = pageStart(page, cursorAfter);
      const { unique, ...rest } = view.query;
      const query = {
        ...rest,
        ...(unique && { unique }),
        sort: view.sort,
        limit: pageSize,
        ...(cursor && { cursor }),
        ...(skip > 0 && { skip }),
        ...(page === 0 && { total: true }),
      };
      return (await call('GET /api/contacts', { query, signal })).data;
    },
    // Pages that are scrolled away are let go of soon: the browser never holds the whole list.
    gcTime: 60_000,
  });
}

type Page = { contacts: ContactListItem[]; next_cursor: string | null; total?: number | undefined };

/**
 * Rows of a list of any length: its first page, and those that are `wanted`. While a new search is on its way the rows of the old one stay (`isOld`);
 * requests for what is no longer looked at are cancelled.
 */
export function useContactPages(view: ContactsView, wanted: readonly number[]) {
  const start = useQuery({ ...pageOf(view, 0), placeholderData: keepPreviousData });
  const settled = useRef(view);
  if (!start.isPlaceholderData) settled.current = view;
  const shown = settled.current;

  const total = start.data?.total ?? 0;
  const there = wanted.filter((page) => page > 0 && page * pageSize < total);
  const others = useQueries({ queries: there.map((page) => pageOf(shown, page)) });

  const loaded = new Map<number, ContactListItem[]>();
  if (start.data) loaded.set(0, start.data.contacts);
  there.forEach((page, at) => {
    const rows = others[at]?.data?.contacts;
    if (rows) loaded.set(page, rows);
  });
  return {
    total: start.data?.total,
    rowAt: (index: number) => loaded.get(Math.floor(index / pageSize))?.[index % pageSize],
    /** Ids of all rows that are there at the moment. */
    loadedIds: [...loaded.values()].flatMap((rows) => rows.map(({ id }) => id)),
    isOld: start.isPlaceholderData,
    /** Another one: another list, which is read from its beginning. */
    key: JSON.stringify(shown),
    error: start.error ?? others.find(({ error }) => error)?.error ?? null,
    retry: () => queryClient.refetchQueries({ queryKey: ['GET /api/contacts'], type: 'active' }),
  };
}

export type ContactRows = ReturnType<typeof useContactPages>;
