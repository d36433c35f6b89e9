import { Alert, Divider, List, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { read } from '../../api/index.ts';
import { ErrorNotice, Num } from '../../shared/index.ts';
import { useFailureWords } from './failure-texts.ts';
import { GrabFailures } from './grab-failures.tsx';
import { useAccountTexts } from './texts.ts';
import type { Grab } from './types.ts';

/** What a grab could not read or save, with the button that tries those again, and what it found different from before. */
export function GrabDetails({ grab }: { grab: Grab }) {
  const words = useFailureWords();
  return (
    <Stack mt="sm" gap="sm">
      <Divider />
      {grab.error_code && (
        <Alert color={grab.status === 'cancelled' ? 'gray' : 'red'} variant="light" title={words(grab.error_code)}>
          {grab.status !== 'cancelled' && grab.error_reason !== grab.error_code && (
            <Text size="xs" c="dimmed">
              {grab.error_reason}
            </Text>
          )}
        </Alert>
      )}
      {grab.errors_count > 0 && <GrabFailures grab={grab} />}
      <Comparison grab={grab} />
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
