import { Button, Group, Loader, Modal, ScrollArea, Stack, Text } from '@mantine/core';
import { IconArrowsJoin } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../../api/index.ts';
import { ErrorNotice, sayDone } from '../../../shared/index.ts';
import { bodyOf, type Choice, Comparison } from '../../duplicates/comparison.tsx';
import { useDuplicateTexts } from '../../duplicates/texts.ts';
import { useBulkTexts } from './texts.ts';

type Props = { ids: number[]; onClose: () => void; onMerged: () => void };

/** The selected contacts side by side: which leads, which field comes from whom. */
export function MergeDialog({ ids, onClose, onMerged }: Props) {
  const t = useBulkTexts();
  const answers = useQueries({ queries: ids.map((id) => read('GET /api/contacts/{id}', { params: { id } })) });
  const contacts = answers.flatMap(({ data }) => (data ? [data.data.contact] : []));
  const error = answers.find((answer) => answer.error)?.error;
  const isLoading = contacts.length < ids.length && !error;
  return (
    <Modal opened onClose={onClose} title={t('merge_title', { count: ids.length })} size="xl">
      <ErrorNotice error={error} />
      {isLoading && <Loader />}
      {contacts.length === ids.length && <Form contacts={contacts} onClose={onClose} onMerged={onMerged} />}
    </Modal>
  );
}

type FormProps = Omit<Props, 'ids'> & { contacts: Parameters<typeof Comparison>[0]['contacts'] };

function Form({ contacts, onClose, onMerged }: FormProps) {
  const t = useBulkTexts();
  const say = useDuplicateTexts();
  const [choice, setChoice] = useState<Choice>({ keep: contacts[0]?.id ?? 0, fields: {} });
  const merge = useChange('POST /api/merges', {
    refreshes: ['GET /api/contacts', 'GET /api/contacts/{id}', 'GET /api/duplicates', 'GET /api/merges'],
    onDone: () => {
      sayDone(t('merged'));
      onMerged();
    },
  });
  const ids = contacts.map(({ id }) => id);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('merge_why')}
      </Text>
      <ScrollArea type="auto">
        <div style={{ minWidth: 140 + contacts.length * 170 }}>
          <Comparison contacts={contacts} choice={choice} onChoice={setChoice} />
        </div>
      </ScrollArea>
      <ErrorNotice error={merge.error} />
      <Group justify="end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          leftSection={<IconArrowsJoin size={16} aria-hidden />}
          loading={merge.isPending}
          onClick={() => merge.mutate({ body: { contact_ids: ids, ...bodyOf(choice) } })}
        >
          {say('merge')}
        </Button>
      </Group>
    </Stack>
  );
}
