import type { ContactFilter } from '@grabber/contract';
import { Button, Divider, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read } from '../../../api/index.ts';
import { queryOf } from '../people-only.ts';
import { ConditionLine } from './condition-line.tsx';
import { type Draft, draftOf, filterOf, withChange, withGroup, withLine, withoutLine } from './draft.ts';
import { useFilterTexts } from './texts.ts';

type Props = {
  opened: boolean;
  filter: ContactFilter | undefined;
  /** The search beside it, for the count. */
  q: string | undefined;
  onApply: (filter: ContactFilter | undefined) => void;
  onClose: () => void;
};

/** Conditions in groups: all of a group, one group or the other. Says how many contacts match while it is made. */
export function FilterBuilder(props: Props) {
  const t = useFilterTexts();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t('advanced')} size="xl">
      <Builder {...props} />
    </Modal>
  );
}

function Builder({ filter, q, onApply, onClose }: Props) {
  const t = useFilterTexts();
  const [draft, setDraft] = useState<Draft>(() => draftOf(filter));
  const made = filterOf(draft);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('advanced_why')}
      </Text>
      {draft.map((group, at) => (
        <Stack key={group.key} gap="xs">
          {at > 0 && <Divider label={t('or')} />}
          <Paper withBorder p="sm" role="group" aria-label={t('group_title', { number: at + 1 })}>
            <Stack gap="xs">
              <Text size="sm" fw={600}>
                {t('group_title', { number: at + 1 })}
              </Text>
              {group.all.map(({ key, condition }) => (
                <ConditionLine
                  key={key}
                  condition={condition}
                  onChange={(changed) => setDraft(withChange(draft, key, changed))}
                  onRemove={() => setDraft(withoutLine(draft, key))}
                />
              ))}
              <AddButton label={t('add_condition')} onClick={() => setDraft(withLine(draft, group.key))} />
            </Stack>
          </Paper>
        </Stack>
      ))}
      <AddButton label={t('add_group')} onClick={() => setDraft(withGroup(draft))} />
      <Group justify="space-between">
        {made === null ? <Text size="sm">{t('complete')}</Text> : <Matches filter={made} q={q} />}
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={made === null} onClick={() => made !== null && onApply(made)}>
            {t('apply')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function AddButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      leftSection={<IconPlus size={14} aria-hidden />}
      onClick={onClick}
      style={{ alignSelf: 'start' }}
    >
      {label}
    </Button>
  );
}

function Matches({ filter, q }: { filter: ContactFilter | undefined; q: string | undefined }) {
  const t = useFilterTexts();
  const [asked] = useDebouncedValue(filter, 300);
  const { filter: only } = queryOf(asked ? { filter: asked } : {});
  const query = { ...(q && { q }), ...(only && { filter: only }), limit: 1, total: true };
  const { data } = useQuery({ ...read('GET /api/contacts', { query }), placeholderData: keepPreviousData });
  return (
    <Text size="sm" role="status">
      {data?.data.total !== undefined && t('matches', { count: data.data.total })}
    </Text>
  );
}
