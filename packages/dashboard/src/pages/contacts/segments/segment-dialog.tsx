import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useChange } from '../../../api/index.ts';
import { ErrorNotice, sayDone } from '../../../shared/index.ts';
import { queryOf } from '../people-only.ts';
import type { ContactsSearch } from '../search-params.ts';
import { useSegmentTexts } from './texts.ts';

type Props = { search: ContactsSearch; onSaved: (id: number) => void; onClose: () => void };

/** Asks for the name under which a search is kept. */
export function SegmentDialog(props: Props) {
  const t = useSegmentTexts();
  return (
    <Modal opened onClose={props.onClose} title={t('save')} centered>
      <SegmentForm {...props} />
    </Modal>
  );
}

function SegmentForm({ search, onSaved, onClose }: Props) {
  const t = useSegmentTexts();
  const [name, setName] = useState('');
  const create = useChange('POST /api/segments', {
    refreshes: ['GET /api/segments'],
    onDone: ({ data: { segment } }) => {
      sayDone(t('saved', { name: segment.name }));
      onClose();
      onSaved(segment.id);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) create.mutate({ body: { name: name.trim(), query: queryOf(search) } });
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('why')}
        </Text>
        <TextInput
          label={t('name')}
          value={name}
          maxLength={100}
          required
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ErrorNotice error={create.error} />
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
