import type { OptOut } from '@grabber/contract';
import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { Ago, ConfirmDestructive, ErrorNotice, RequireScope, Section, StatusChip } from '../../shared/index.ts';
import { usePrivacyTexts } from './texts.ts';

/** Who must not be exported, or not even stored. */
export function OptOuts() {
  const t = usePrivacyTexts();
  const list = useQuery(read('GET /api/opt-outs', { query: { limit: 200 } }));
  const rows = list.data?.data.opt_outs ?? [];
  return (
    <Section title={t('opt_outs')} hint={t('opt_outs_hint')}>
      <ErrorNotice error={list.error} onRetry={list.refetch} />
      {list.isPending && <Loader size="sm" />}
      {list.data && rows.length === 0 && <Text c="dimmed">{t('no_opt_outs')}</Text>}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map((row) => (
          <li key={row.id}>
            <OptOutRow row={row} />
          </li>
        ))}
      </Stack>
    </Section>
  );
}

function OptOutRow({ row }: { row: OptOut }) {
  const t = usePrivacyTexts();
  const [asking, setAsking] = useState(false);
  const remove = useChange('DELETE /api/opt-outs/{id}', {
    refreshes: ['GET /api/opt-outs'],
    onDone: () => setAsking(false),
  });
  return (
    <Group justify="space-between">
      <Group gap="xs">
        <Text className="numbers" fw={600}>
          {row.hint}
        </Text>
        {row.erase_on_sight && <StatusChip color="orange" label={t('not_stored')} />}
        <Text size="sm" c="dimmed" component="div">
          {row.session_id ?? t('everywhere')} · <Ago at={row.created_at} />
        </Text>
      </Group>
      <RequireScope scope="contacts:write">
        <Button size="xs" variant="default" onClick={() => setAsking(true)}>
          {t('take_off')}
        </Button>
      </RequireScope>
      <ConfirmDestructive
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('take_off')}
        action={t('take_off')}
        onConfirm={() => remove.mutate({ params: { id: row.id } })}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('take_off_ask', { hint: row.hint })}
      </ConfirmDestructive>
    </Group>
  );
}
