import type { Webhook } from '@grabber/contract';
import { IconEdit, IconKey, IconPlayerPause, IconPlayerPlay, IconSend, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { ConfirmDestructive, MoreMenu, onDemand, sayDone, useSayFailed } from '../../shared/index.ts';
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
      <MoreMenu
        label={t('more', { name: webhook.name })}
        items={[
          { label: t('test'), icon: IconSend, onClick: () => test.mutate({ params }, { onError: sayFailed }) },
          { label: t('edit'), icon: IconEdit, onClick: () => setAsking('edit') },
          {
            label: t(on ? 'turn_off' : 'turn_on'),
            icon: on ? IconPlayerPause : IconPlayerPlay,
            onClick: () => toggle.mutate({ params, body: { enabled: !on } }, { onError: sayFailed }),
          },
          { label: t('rotate'), icon: IconKey, onClick: () => setAsking('rotate') },
          { label: t('remove'), icon: IconTrash, color: 'red', onClick: () => setAsking('remove') },
        ]}
      />
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
