import type { WebhookDelivery } from '@grabber/contract';
import { Button, Code, Group, Paper, Stack, Text } from '@mantine/core';
import { useChange } from '../../api/index.ts';
import { Ago, StatusChip, sayDone, useSayFailed } from '../../shared/index.ts';
import { useWebhookTexts } from './texts.ts';

const colors = { pending: 'blue', delivered: 'brand', dead: 'red' } as const;

/** One event on its way: how often it was tried, and what the receiver said. */
export function DeliveryRow({ row }: { row: WebhookDelivery }) {
  const t = useWebhookTexts();
  const sayFailed = useSayFailed();
  const replay = useChange('POST /api/webhooks/{id}/deliveries/{delivery_id}/replay', {
    refreshes: ['GET /api/webhooks/{id}/deliveries', 'GET /api/webhooks'],
    onDone: () => sayDone(t('replayed')),
  });
  const params = { id: row.webhook_id, delivery_id: row.id };
  const problem = row.error && t(row.error === 'status' ? 'status_error' : row.error);
  const facts = [
    t('attempts', { count: row.attempts }),
    row.response_status !== null && t('answered', { status: row.response_status }),
    problem,
  ];
  return (
    <Paper withBorder px="md" py="sm">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={2} style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Text fw={600}>{row.type}</Text>
            <StatusChip color={colors[row.status]} label={t(`status_${row.status}`)} />
          </Group>
          <Text size="sm" c="dimmed" component="div">
            <Ago at={row.last_attempt_at ?? row.created_at} /> · {facts.filter(Boolean).join(' · ')}
            {row.next_attempt_at && (
              <>
                {' '}
                · {t('next_attempt')} <Ago at={row.next_attempt_at} />
              </>
            )}
          </Text>
          {row.response_excerpt && row.status !== 'delivered' && (
            <Code block fz="xs" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {row.response_excerpt}
            </Code>
          )}
        </Stack>
        {row.status !== 'pending' && (
          <Button
            size="xs"
            variant="default"
            loading={replay.isPending}
            onClick={() => replay.mutate({ params }, { onError: sayFailed })}
          >
            {t('replay')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
