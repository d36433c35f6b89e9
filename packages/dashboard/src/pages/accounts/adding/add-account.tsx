import { Button, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { RequestError, useChange } from '../../../api/index.ts';
import { ErrorNotice } from '../../../shared/index.ts';
import { type Draft, type EngineKind, emptyDraft, engines, isAddress, requestOf } from './draft.ts';
import { GatewayFields } from './gateway-fields.tsx';
import { useAddingTexts } from './texts.ts';

/** Names a new account and says what connects it; linking its phone follows on the account's own page. */
export function AddAccount({ onClose }: { onClose: () => void }) {
  const t = useAddingTexts();
  return (
    <Modal opened onClose={onClose} title={t('title')} centered>
      <Form />
    </Modal>
  );
}

function Form() {
  const t = useAddingTexts();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const put = (change: Partial<Draft>) => setDraft((old) => ({ ...old, ...change }));
  const create = useChange('POST /api/sessions', {
    refreshes: ['GET /api/sessions'],
    onDone: ({ session }) => navigate({ to: `/accounts/${session.session_id}` }),
  });
  const isBuiltIn = draft.engine === 'baileys';
  const isReady = draft.name.trim() !== '' && (isBuiltIn || isAddress(draft.url));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) create.mutate({ body: requestOf(draft) });
      }}
    >
      <Stack>
        {isBuiltIn && (
          <Text size="sm" c="dimmed">
            {t('hint')}
          </Text>
        )}
        <TextInput
          label={t('name')}
          required
          maxLength={255}
          value={draft.name}
          onChange={(event) => put({ name: event.currentTarget.value })}
          data-autofocus
        />
        <NativeSelect
          label={t('engine')}
          description={t(`engine_hint_${draft.engine}`)}
          value={draft.engine}
          onChange={(event) => {
            const engine = event.currentTarget.value as EngineKind;
            // Only engines of the old contract hold their accounts for us alone.
            put({ engine, manages: engine === 'http' });
          }}
          data={engines.map((value) => ({ value, label: t(value) }))}
        />
        {!isBuiltIn && <GatewayFields draft={draft} onChange={put} problems={problemsOf(create.error)} />}
        <ErrorNotice error={create.error} />
        <Button type="submit" loading={create.isPending} disabled={!isReady}>
          {t(isBuiltIn ? 'next_link' : 'next_connect')}
        </Button>
      </Stack>
    </form>
  );
}

/** What the server found wrong, by field of the gateway. */
function problemsOf(error: unknown): Record<string, string> {
  const errors = (error instanceof RequestError && error.failure?.errors) || {};
  return Object.fromEntries(
    Object.entries(errors).map(([field, problems]) => [field.replace(/^gateway\./, ''), problems.join(' ')]),
  );
}
