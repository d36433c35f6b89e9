import type { Scope } from '@grabber/contract';
import { Button, Checkbox, Code, Group, Modal, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { read, useChange } from '../../api/index.ts';
import { CopyButton, ErrorNotice } from '../../shared/index.ts';
import { useAccessTexts } from './texts.ts';

const scopes: Scope[] = [
  'contacts:read',
  'contacts:write',
  'sessions:read',
  'sessions:write',
  'sessions:create',
  'grabs:run',
  'export',
  'webhooks:write',
  'keys:write',
  'audit:read',
  'admin',
];

/** Makes a key for a program; its secret is shown once. */
export function NewKey({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useAccessTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={t('new_key')} centered>
      <KeyForm onClose={onClose} />
    </Modal>
  );
}

function KeyForm({ onClose }: { onClose: () => void }) {
  const t = useAccessTexts();
  const { data } = useQuery(read('GET /api/sessions'));
  const form = useForm({
    initialValues: { name: '', scopes: ['contacts:read'] as Scope[], sessions: [] as string[] },
    validate: { scopes: (value) => (value.length === 0 ? t('scopes_missing') : null) },
  });
  const create = useChange('POST /api/keys', { refreshes: ['GET /api/keys'] });
  if (create.data) {
    return (
      <Stack>
        <Text size="sm">{t('key_made')}</Text>
        <Code block>{create.data.data.key}</Code>
        <Group justify="space-between">
          <CopyButton value={create.data.data.key} />
          <Button onClick={onClose}>{t('close')}</Button>
        </Group>
      </Stack>
    );
  }
  return (
    <form
      onSubmit={form.onSubmit(({ sessions, ...body }) =>
        create.mutate({ body: { ...body, ...(sessions.length > 0 && { sessions }) } }),
      )}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('key_hint')}
        </Text>
        <TextInput label={t('name')} required maxLength={100} data-autofocus {...form.getInputProps('name')} />
        <Checkbox.Group label={t('scopes')} {...form.getInputProps('scopes')}>
          <Stack gap={6} mt={6}>
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope} label={scope} description={t(`may_${scope}`)} />
            ))}
          </Stack>
        </Checkbox.Group>
        <MultiSelect
          label={t('sessions')}
          placeholder={form.values.sessions.length === 0 ? t('sessions_all') : ''}
          data={(data?.sessions ?? []).map(({ session_id, name }) => ({ value: session_id, label: name }))}
          {...form.getInputProps('sessions')}
        />
        <ErrorNotice error={create.error} />
        <Button type="submit" loading={create.isPending}>
          {t('create')}
        </Button>
      </Stack>
    </form>
  );
}
