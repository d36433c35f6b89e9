import { Alert, Button, Divider, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call, keyOf, read, useChange } from '../../api/index.ts';
import { ErrorNotice, Num, Pager, RequireScope, usePaged } from '../../shared/index.ts';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

/** What a grab could not read or save, with the button that tries those again, and what it found different from before. */
export function GrabDetails({ grab }: { grab: Grab }) {
  return (
    <Stack mt="sm" gap="sm">
      <Divider />
      {grab.error_reason && (
        <Alert color="red" variant="light">
          {grab.error_reason}
        </Alert>
      )}
      {grab.errors_count > 0 && <Failures grab={grab} />}
      <Comparison grab={grab} />
    </Stack>
  );
}

function Failures({ grab }: { grab: Grab }) {
  const t = useAccountTexts();
  const params = { session_id: grab.session_id, grab_id: grab.id };
  const query = { total: true };
  const route = 'GET /api/sessions/{session_id}/grabs/{grab_id}/errors';
  const list = usePaged(keyOf(route, { params, query }), async (cursor, signal) => {
    return (await call(route, { params, query: { ...query, ...cursor }, signal })).data;
  });
  const failures = list.pages.flatMap(({ errors }) => errors);
  const retry = useChange('POST /api/sessions/{session_id}/grabs/{grab_id}/retry', {
    refreshes: ['GET /api/sessions/{session_id}/grabs'],
  });
  return (
    <Stack gap="xs" align="start">
      <Title order={3} size="h5">
        {t('errors_title')}
      </Title>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      <List size="sm" spacing={4}>
        {failures.map(({ id, item, item_id, reason }) => (
          <List.Item key={id}>
            <Text span fw={600} size="sm">
              {t(`item_${item}`)}
            </Text>
            {item_id && <code>{` ${item_id}`}</code>}: {reason}
          </List.Item>
        ))}
      </List>
      <Pager shown={failures.length} total={list.total} {...list.pager} />
      <RequireScope scope="grabs:run">
        <Button size="xs" loading={retry.isPending} onClick={() => retry.mutate({ params })}>
          {t('retry_failed')}
        </Button>
      </RequireScope>
      <ErrorNotice error={retry.error} />
    </Stack>
  );
}

function Comparison({ grab }: { grab: Grab }) {
  const t = useAccountTexts();
  const options = { params: { session_id: grab.session_id, grab_id: grab.id }, query: { limit: 1 } };
  const { data, error } = useQuery(read('GET /api/sessions/{session_id}/grabs/{grab_id}/comparison', options));
  const counts = Object.entries(data?.data.counts ?? {}).filter(([, value]) => value > 0);
  return (
    <div>
      <Title order={3} size="h5" mb={4}>
        {t('comparison')}
      </Title>
      <ErrorNotice error={error} />
      {data && data.data.previous === null && (
        <Text size="sm" c="dimmed">
          {t('comparison_first')}
        </Text>
      )}
      {data && counts.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('comparison_none')}
        </Text>
      )}
      <List size="sm" listStyleType="none">
        {counts.map(([part, value]) => (
          <List.Item key={part}>
            <Num value={value} /> · {t(`cmp_${part as keyof NonNullable<typeof data>['data']['counts']}`)}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
