import { Loader, Stack } from '@mantine/core';
import { IconCopyCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call, keyOf } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Pager } from '../../shared/index.ts';
import { DuplicateCard } from './duplicate-card.tsx';
import { useDuplicateTexts } from './texts.ts';

/** Proposals with this outcome, a page at a time. */
export function DuplicateQueue({ status }: { status: 'open' | 'dismissed' }) {
  const t = useDuplicateTexts();
  const query = { status, limit: 20, total: true };
  const list = useInfiniteQuery({
    queryKey: keyOf('GET /api/duplicates', { query }),
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/duplicates', { query: { ...query, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ data }) => data.next_cursor,
  });
  const rows = list.data?.pages.flatMap(({ data }) => data.duplicates) ?? [];
  if (list.isPending) return <Loader />;
  if (list.error) return <ErrorNotice error={list.error} onRetry={list.refetch} />;
  if (rows.length === 0)
    return <EmptyState icon={IconCopyCheck} title={t(`nothing_${status}`)} why={t(`nothing_${status}_why`)} />;
  return (
    <Stack>
      <Stack component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map((duplicate) => (
          <li key={duplicate.id}>
            <DuplicateCard duplicate={duplicate} />
          </li>
        ))}
      </Stack>
      <Pager
        shown={rows.length}
        total={list.data.pages[0]?.data.total}
        hasMore={list.hasNextPage}
        pending={list.isFetchingNextPage}
        onMore={list.fetchNextPage}
      />
    </Stack>
  );
}
