import { Button, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChange } from '../../api/index.ts';
import { ErrorNotice } from '../../shared/index.ts';
import { useAccountTexts } from './texts.ts';

/** Names a new account; linking its phone follows on the account's own page. */
export function AddAccount({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useAccountTexts();
  return (
    <Modal opened={opened} onClose={onClose} title={t('add')} centered>
      <NameForm />
    </Modal>
  );
}

function NameForm() {
  const t = useAccountTexts();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useChange('POST /api/sessions', {
    refreshes: ['GET /api/sessions'],
    onDone: ({ session }) => navigate({ to: `/accounts/${session.session_id}` }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) create.mutate({ body: { name } });
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('add_hint')}
        </Text>
        <TextInput
          label={t('account_name')}
          required
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <ErrorNotice error={create.error} />
        <Button type="submit" loading={create.isPending} disabled={!name.trim()}>
          {t('continue')}
        </Button>
      </Stack>
    </form>
  );
}
