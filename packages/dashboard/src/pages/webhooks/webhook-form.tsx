import type { Webhook, WebhookEventType } from '@grabber/contract';
import { Button, Group, Modal, MultiSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { ErrorNotice, sayDone } from '../../shared/index.ts';
import { eventTypes } from './event-types.ts';
import type { ShownSecret } from './secret-dialog.tsx';
import { useWebhookTexts } from './texts.ts';

type WebhookFormProps = {
  opened: boolean;
  onClose: () => void;
  /** The one to change; a new one without it. */
  webhook?: Webhook;
  onSecret: (secret: ShownSecret) => void;
};

/** Makes or changes a webhook. */
export function WebhookForm(props: WebhookFormProps) {
  const t = useWebhookTexts();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t(props.webhook ? 'edit' : 'add')} centered>
      <Fields {...props} />
    </Modal>
  );
}

function Fields({ onClose, webhook, onSecret }: WebhookFormProps) {
  const t = useWebhookTexts();
  const sessions = useQuery(read('GET /api/sessions')).data?.sessions ?? [];
  const form = useForm({
    initialValues: {
      name: webhook?.name ?? '',
      url: webhook?.url ?? 'https://',
      events: webhook?.events ?? ([] as WebhookEventType[]),
      sessions: webhook?.sessions ?? ([] as string[]),
    },
  });
  const create = useChange('POST /api/webhooks', {
    refreshes: ['GET /api/webhooks'],
    onDone: ({ data }) => {
      onClose();
      onSecret({ secret: data.secret, oldValidUntil: null });
    },
  });
  const change = useChange('PATCH /api/webhooks/{id}', {
    refreshes: ['GET /api/webhooks'],
    onDone: ({ message }) => {
      onClose();
      sayDone(message);
    },
  });
  const submit = form.onSubmit(({ name, url, events, sessions: chosen }) => {
    const body = { name, url, events: events.length > 0 ? events : null, sessions: chosen.length > 0 ? chosen : null };
    if (webhook) change.mutate({ params: { id: webhook.id }, body });
    else create.mutate({ body });
  });
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('name')}
          description={t('name_hint')}
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('url')}
          description={t('url_hint')}
          type="url"
          required
          maxLength={1000}
          {...form.getInputProps('url')}
        />
        <MultiSelect
          label={t('events')}
          description={t('events_hint')}
          data={eventTypes}
          clearable
          searchable
          {...form.getInputProps('events')}
        />
        <MultiSelect
          label={t('accounts')}
          description={t('accounts_hint')}
          data={sessions.map(({ session_id, name }) => ({ value: session_id, label: name }))}
          clearable
          {...form.getInputProps('sessions')}
        />
        <ErrorNotice error={create.error ?? change.error} />
        <Group justify="end">
          <Button type="submit" loading={create.isPending || change.isPending}>
            {t(webhook ? 'save' : 'create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
