import type { WebhookDelivery } from '@grabber/contract';
import { Anchor, Loader, NativeSelect, Stack } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call, keyOf, read } from '../../api/index.ts';
import { EmptyState, ErrorNotice, Page, Pager } from '../../shared/index.ts';
import { DeliveryRow } from './delivery-row.tsx';
import { useWebhookTexts } from './texts.ts';

const route = getRouteApi('/shell/webhooks/$id');
type Status = WebhookDelivery['status'];
const statuses: Status[] = ['pending', 'delivered', 'dead'];

/** What one webhook has sent, and what came of it. */
export function DeliveriesPage() {
  const t = useWebhookTexts();
  const id = Number(route.useParams().id);
  const [status, setStatus] = useState<Status>();
  const all = useQuery(read('GET /api/webhooks', { query: { limit: 200 } }));
  const webhook = all.data?.data.webhooks.find((one) => one.id === id);
  const options = { params: { id }, query: { ...(status && { status }), total: true } };
  const list = useInfiniteQuery({
    queryKey: keyOf('GET /api/webhooks/{id}/deliveries', options),
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/webhooks/{id}/deliveries', {
        ...options,
        query: { ...options.query, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ data }) => data.next_cursor,
    refetchInterval: 5000,
  });
  const rows = list.data?.pages.flatMap(({ data }) => data.deliveries) ?? [];
  const filter = (
    <NativeSelect
      aria-label={t('status')}
      data={[
        { value: '', label: t('any_status') },
        ...statuses.map((value) => ({ value, label: t(`status_${value}`) })),
      ]}
      value={status ?? ''}
      onChange={(event) => setStatus(statuses.find((one) => one === event.currentTarget.value))}
    />
  );
  return (
    <Page
      title={t('deliveries_of', { name: webhook?.name ?? '' })}
      hint={
        <Anchor component={Link} to="/webhooks" size="sm">
          ← {t('back')}
        </Anchor>
      }
      actions={filter}
    >
      <ErrorNotice error={list.error} onRetry={list.refetch} />
      {list.isPending && <Loader />}
      {list.data && rows.length === 0 && (
        <EmptyState icon={IconSend} title={t('no_deliveries')} why={t('no_deliveries_why')} />
      )}
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map((row) => (
          <li key={row.id}>
            <DeliveryRow row={row} />
          </li>
        ))}
      </Stack>
      {rows.length > 0 && (
        <Pager
          shown={rows.length}
          total={list.data?.pages[0]?.data.total}
          hasMore={list.hasNextPage}
          pending={list.isFetchingNextPage}
          onMore={list.fetchNextPage}
        />
      )}
    </Page>
  );
}
