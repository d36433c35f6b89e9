import type { Webhook } from '@grabber/contract';
import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Ago, StatusChip } from '../../shared/index.ts';
import type { ShownSecret } from './secret-dialog.tsx';
import { useWebhookTexts } from './texts.ts';
import { WebhookActions } from './webhook-actions.tsx';

type WebhookCardProps = { webhook: Webhook; onSecret: (secret: ShownSecret) => void };

/** One webhook: where it tells, what, and how it goes. */
export function WebhookCard({ webhook, onSecret }: WebhookCardProps) {
  const t = useWebhookTexts();
  const { id, name, url, events, pending, dead, last_delivered_at } = webhook;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="start" wrap="nowrap">
        <Stack gap={4} style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Title order={2} size="h4">
              <Anchor component={Link} to={`/webhooks/${id}`} inherit>
                {name}
              </Anchor>
            </Title>
            <StateChip webhook={webhook} />
            {dead > 0 && <StatusChip color="red" label={t('dead', { count: dead })} />}
            {pending > 0 && <StatusChip color="blue" label={t('pending', { count: pending })} />}
          </Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {url}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            {events ? t('some_events', { count: events.length }) : t('all_events')} · {t('last_delivered')}:{' '}
            <Ago at={last_delivered_at} />
          </Text>
          {(webhook.paused_reason === 'gone' || webhook.paused_reason === 'key_ended') && (
            <Text size="sm">{t(webhook.paused_reason)}</Text>
          )}
        </Stack>
        <WebhookActions webhook={webhook} onSecret={onSecret} />
      </Group>
    </Paper>
  );
}

function StateChip({ webhook: { paused_reason } }: { webhook: Webhook }) {
  const t = useWebhookTexts();
  if (paused_reason === null) return <StatusChip color="brand" label={t('on')} />;
  return <StatusChip color={paused_reason === 'disabled' ? 'gray' : 'orange'} label={t('off')} />;
}
