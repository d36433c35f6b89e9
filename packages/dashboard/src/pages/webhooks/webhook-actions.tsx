import type { Webhook } from '@grabber/contract';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconEdit, IconKey, IconPlayerPause, IconPlayerPlay, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { ConfirmDestructive, onDemand, sayDone, useSayFailed } from '../../shared/index.ts';
import type { ShownSecret } from './secret-dialog.tsx';
import { useWebhookTexts } from './texts.ts';

const WebhookForm = onDemand(async () => (await import('./webhook-form.tsx')).WebhookForm);

type WebhookActionsProps = { webhook: Webhook; onSecret: (secret: ShownSecret) => void };

/** What can be done with a webhook. */
export function WebhookActions({ webhook, onSecret }: WebhookActionsProps) {
  const t = useWebhookTexts();
  const sayFailed = useSayFailed();
  const [asking, setAsking] = useState<'edit' | 'rotate' | 'remove'>();
  const params = { id: webhook.id };
  const close = () => setAsking(undefined);
  const refreshes = ['GET /api/webhooks', 'GET /api/webhooks/{id}/deliveries'] as const;
  const test = useChange('POST /api/webhooks/{id}/test', {
    refreshes: [...refreshes],
    onDone: () => sayDone(t('tested')),
  });
  const toggle = useChange('PATCH /api/webhooks/{id}', {
    refreshes: [...refreshes],
    onDone: ({ message }) => sayDone(message),
  });
  const rotate = useChange('POST /api/webhooks/{id}/rotate-secret', {
    onDone: ({ data }) => {
      close();
      onSecret({ secret: data.secret, oldValidUntil: data.old_secret_valid_until });
    },
  });
  const remove = useChange('DELETE /api/webhooks/{id}', {
    refreshes: ['GET /api/webhooks'],
    onDone: () => {
      close();
      sayDone(t('removed'));
    },
  });
  const on = webhook.paused_reason === null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('more', { name: webhook.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={() => test.mutate({ params }, { onError: sayFailed })}
          >
            {t('test')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEdit size={16} aria-hidden />} onClick={() => setAsking('edit')}>
            {t('edit')}
          </Menu.Item>
          <Menu.Item
            leftSection={on ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
            onClick={() => toggle.mutate({ params, body: { enabled: !on } }, { onError: sayFailed })}
          >
            {t(on ? 'turn_off' : 'turn_on')}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={16} aria-hidden />} onClick={() => setAsking('rotate')}>
            {t('rotate')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setAsking('remove')}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <WebhookForm opened={asking === 'edit'} onClose={close} webhook={webhook} onSecret={onSecret} />
      <ConfirmDestructive
        opened={asking === 'rotate'}
        onClose={close}
        title={t('rotate')}
        action={t('rotate')}
        onConfirm={() => rotate.mutate({ params, body: {} })}
        pending={rotate.isPending}
        error={rotate.error}
      >
        {t('rotate_ask')}
      </ConfirmDestructive>
      <ConfirmDestructive
        opened={asking === 'remove'}
        onClose={close}
        title={t('remove_title')}
        action={t('remove')}
        onConfirm={() => remove.mutate({ params })}
        pending={remove.isPending}
        error={remove.error}
      >
        {t('remove_ask', { name: webhook.name, url: webhook.url })}
      </ConfirmDestructive>
    </>
  );
}
