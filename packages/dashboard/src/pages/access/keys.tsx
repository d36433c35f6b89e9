import type { AnswerOf } from '@grabber/contract';
import { Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { call, keyOf, useChange } from '../../api/index.ts';
import {
  Ago,
  ConfirmDestructive,
  DateTime,
  EmptyState,
  ErrorNotice,
  onDemand,
  Pager,
  type RowColumn,
  Rows,
  StatusChip,
  sayDone,
  usePaged,
} from '../../shared/index.ts';
import { useAccessTexts } from './texts.ts';

const NewKey = onDemand(async () => (await import('./new-key.tsx')).NewKey);

type Key = AnswerOf<'GET /api/keys'>['data']['keys'][number];

export function Keys() {
  const t = useAccessTexts();
  const query = { total: true };
  const list = usePaged(keyOf('GET /api/keys', { query }), async (cursor, signal) => {
    return (await call('GET /api/keys', { query: { ...query, ...cursor }, signal })).data;
  });
  const [making, make] = useDisclosure();
  const [leaving, setLeaving] = useState<Key>();
  const columns: RowColumn<Key>[] = [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: ({ name, prefix, revoked_at }) => (
        <Group gap="xs">
          <b>{name}</b>
          <Text size="sm" c="dimmed" ff="monospace">
            {prefix}…
          </Text>
          {revoked_at && <StatusChip color="gray" label={t('revoked')} />}
        </Group>
      ),
    },
    { key: 'scopes', header: t('scopes'), wide: true, cell: ({ scopes }) => scopes.join(', ') },
    { key: 'used', header: t('last_used'), cell: ({ last_used_at }) => <Ago at={last_used_at} /> },
    {
      key: 'expires',
      header: t('expires'),
      cell: ({ expires_at }) => (expires_at ? <DateTime at={expires_at} dateOnly /> : t('expires_never')),
    },
    {
      key: 'actions',
      header: '',
      cell: (key) =>
        key.revoked_at === null && (
          <Button
            size="xs"
            variant="light"
            color="red"
            onClick={() => setLeaving(key)}
            aria-label={`${t('revoke')}: ${key.name}`}
          >
            {t('revoke')}
          </Button>
        ),
    },
  ];
  const keys = list.pages.flatMap((page) => page.keys);
  return (
    <section aria-labelledby="keys">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4" id="keys">
          {t('keys')}
        </Title>
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={make.open}>
          {t('new_key')}
        </Button>
      </Group>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {list.isLoaded && keys.length === 0 && (
        <EmptyState icon={IconKey} title={t('keys_none')} why={t('keys_none_why')} />
      )}
      {keys.length > 0 && <Rows label={t('keys')} columns={columns} rows={keys} keyOf={({ id }) => id} />}
      <Pager shown={keys.length} total={list.total} {...list.pager} />
      <NewKey opened={making} onClose={make.close} />
      <RevokeKey apiKey={leaving} onClose={() => setLeaving(undefined)} />
    </section>
  );
}

function RevokeKey({ apiKey, onClose }: { apiKey: Key | undefined; onClose: () => void }) {
  const t = useAccessTexts();
  const revoke = useChange('DELETE /api/keys/{id}', {
    refreshes: ['GET /api/keys'],
    onDone: ({ message }) => {
      sayDone(message);
      onClose();
    },
  });
  return (
    <ConfirmDestructive
      opened={apiKey !== undefined}
      onClose={onClose}
      title={t('revoke_title')}
      action={t('revoke')}
      {...(apiKey && { typeName: apiKey.name })}
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => apiKey && revoke.mutate({ params: { id: apiKey.id } })}
    >
      {apiKey && t('revoke_body', { name: apiKey.name })}
    </ConfirmDestructive>
  );
}
