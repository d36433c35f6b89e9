import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';

type PageFacts = { next_cursor: string | null; total?: number | undefined };

/** A list that comes in pages, read on by `Pager`: `ask` gets the cursor of the next page, nothing for the first. */
export function usePaged<Page extends PageFacts>(
  key: readonly unknown[],
  ask: (cursor: { cursor?: string }, signal: AbortSignal) => Promise<Page>,
) {
  const query = useInfiniteQuery({
    queryKey: [...key, 'paged'],
    queryFn: ({ pageParam, signal }) => ask(pageParam ? { cursor: pageParam } : {}, signal),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }: Page) => next_cursor,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages ?? [];
  return {
    pages,
    total: pages[0]?.total,
    isLoaded: query.data !== undefined,
    isOld: query.isPlaceholderData,
    error: query.error,
    retry: query.refetch,
    pager: { hasMore: query.hasNextPage, pending: query.isFetchingNextPage, onMore: query.fetchNextPage },
  };
}
