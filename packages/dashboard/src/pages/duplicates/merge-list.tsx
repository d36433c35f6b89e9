import type { Merge } from '@grabber/contract';
import { Button, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { Ago, EmptyState, ErrorNotice, RequireScope, StatusChip, sayDone, useSayFailed } from '../../shared/index.ts';
import { nameOf } from '../contacts/names.ts';
import { useDuplicateTexts } from './texts.ts';

/** What was merged, newest first, and the way back. */
export function MergeList() {
  const t = useDuplicateTexts();
  const list = useQuery(read('GET /api/merges', { query: { limit: 100 } }));
  const merges = list.data?.data.merges ?? [];
  if (list.isPending) return <Loader />;
  if (list.error) return <ErrorNotice error={list.error} onRetry={list.refetch} />;
  if (merges.length === 0)
    return <EmptyState icon={IconArrowsJoin} title={t('nothing_merged')} why={t('nothing_merged_why')} />;
  return (
    <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
      {merges.map((merge) => (
        <li key={merge.id}>
          <MergeRow merge={merge} />
        </li>
      ))}
    </Stack>
  );
}

function MergeRow({ merge }: { merge: Merge }) {
  const t = useDuplicateTexts();
  const sayFailed = useSayFailed();
  const undo = useChange('POST /api/merges/{id}/undo', {
    refreshes: ['GET /api/merges', 'GET /api/duplicates', 'GET /api/contacts'],
    onDone: ({ data: { skipped } }) =>
      sayDone(skipped.length > 0 ? t('undone_some', { count: skipped.length }) : t('undone')),
  });
  const names = merge.contacts.map((contact) => nameOf(contact) ?? t('unnamed'));
  return (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between">
        <div>
          <Group gap="xs">
            <Text fw={600}>{[...new Set(names)].join(' + ')}</Text>
            {merge.undone_at && <StatusChip color="gray" label={t('was_undone')} />}
          </Group>
          <Text size="sm" c="dimmed" component="div">
            {t('together', { count: merge.contacts.length })} · <Ago at={merge.created_at} />
          </Text>
        </div>
        {merge.can_undo && (
          <RequireScope scope="contacts:write">
            <Button
              size="xs"
              variant="default"
              loading={undo.isPending}
              onClick={() => undo.mutate({ params: { id: merge.id } }, { onError: sayFailed })}
            >
              {t('undo')}
            </Button>
          </RequireScope>
        )}
      </Group>
    </Paper>
  );
}
