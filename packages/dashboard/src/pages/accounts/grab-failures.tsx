import type { GrabError } from '@grabber/contract';
import { Button, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call, keyOf, read, useCan, useChange } from '../../api/index.ts';
import { ErrorNotice, Pager, RequireScope, usePaged } from '../../shared/index.ts';
import { useFailureWords } from './failure-texts.ts';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

const route = 'GET /api/sessions/{session_id}/grabs/{grab_id}/errors';

/** What a grab could not read or save, item by item, with the button that tries those again. */
export function GrabFailures({ grab }: { grab: Grab }) {
  const t = useAccountTexts();
  const params = { session_id: grab.session_id, grab_id: grab.id };
  const query = { total: true };
  const list = usePaged(keyOf(route, { params, query }), async (cursor, signal) => {
    return (await call(route, { params, query: { ...query, ...cursor }, signal })).data;
  });
  const failures = list.pages.flatMap(({ errors }) => errors);
  const nameOf = useGroupNames(grab.session_id);
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
        {failures.map((failure) => (
          <FailureLine key={failure.id} failure={failure} nameOf={nameOf} />
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

type LineProps = { failure: GrabError; nameOf: (id: string) => string | undefined };

function FailureLine({ failure: { item, item_id, code, reason }, nameOf }: LineProps) {
  const t = useAccountTexts();
  const words = useFailureWords();
  return (
    <List.Item>
      <Text span fw={600} size="sm">
        {t(`item_${item}`)}
        {item_id && ` · ${nameOf(item_id) ?? item_id}`}
      </Text>
      {`: ${words(code)} `}
      <Text span size="xs" c="dimmed">
        ({reason})
      </Text>
    </List.Item>
  );
}

/** Names of the account's groups by WhatsApp's ids, which nobody knows by heart. */
function useGroupNames(session_id: string): LineProps['nameOf'] {
  const query = read('GET /api/groups', { query: { session_id, limit: 200 } });
  const groups = useQuery({ ...query, enabled: useCan()('contacts:read') }).data?.data.groups ?? [];
  const names = new Map(groups.map(({ contact_id, name }) => [contact_id, name]));
  return (id) => names.get(id) ?? undefined;
}
