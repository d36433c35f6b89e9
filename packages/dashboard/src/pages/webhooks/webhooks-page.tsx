import { Button, Loader, Stack } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../api/index.ts';
import { EmptyState, ErrorNotice, onDemand, Page } from '../../shared/index.ts';
import type { ShownSecret } from './secret-dialog.tsx';
import { useWebhookTexts } from './texts.ts';
import { WebhookCard } from './webhook-card.tsx';

const SecretDialog = onDemand(async () => (await import('./secret-dialog.tsx')).SecretDialog);

const WebhookForm = onDemand(async () => (await import('./webhook-form.tsx')).WebhookForm);

/** All webhooks, with what waits and what failed. */
export function WebhooksPage() {
  const t = useWebhookTexts();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<ShownSecret>();
  const list = useQuery({ ...read('GET /api/webhooks', { query: { limit: 200 } }), refetchInterval: 10_000 });
  const webhooks = list.data?.data.webhooks ?? [];
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <Page title={t('title')} hint={t('hint')} actions={webhooks.length > 0 && add}>
      <ErrorNotice error={list.error} onRetry={list.refetch} />
      {list.isPending && <Loader />}
      {list.data && webhooks.length === 0 && (
        <EmptyState icon={IconWebhook} title={t('nothing')} why={t('nothing_why')} action={add} />
      )}
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {webhooks.map((webhook) => (
          <li key={webhook.id}>
            <WebhookCard webhook={webhook} onSecret={setSecret} />
          </li>
        ))}
      </Stack>
      <WebhookForm opened={adding} onClose={() => setAdding(false)} onSecret={setSecret} />
      <SecretDialog opened={secret !== undefined} shown={secret} onClose={() => setSecret(undefined)} />
    </Page>
  );
}
