import type { ContactQuery } from '@grabber/contract';
import { ActionIcon, Anchor, Group, Text } from '@mantine/core';
import { IconEdit, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { ConfirmDestructive, RequireScope } from '../../shared/index.ts';
import { useTagTexts } from './texts.ts';

type LabelRowProps = {
  name: string;
  /** How it looks, when that is more than its name. */
  label?: ReactNode;
  count: number | undefined;
  /** Finds its contacts. */
  query: ContactQuery;
  /** Opens the form that changes it. */
  onEdit?: () => void;
  /** What goes with it. */
  loss: string;
  remove: { mutate: () => void; isPending: boolean; error: unknown };
  children?: ReactNode;
};

/** A tag, segment or list: its contacts, and what can be done with it. */
export function LabelRow({ name, label, count, query, onEdit, loss, remove, children }: LabelRowProps) {
  const t = useTagTexts();
  const [asking, setAsking] = useState(false);
  const { q, filter, unique } = query;
  const search = { ...(q && { q }), ...(filter && { filter }), ...(unique && { unique: true as const }) };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="xs" style={{ minWidth: 0 }}>
        {label ?? <Text fw={600}>{name}</Text>}
        {count !== undefined && (
          <Anchor
            component={Link}
            to="/contacts"
            search={search as never}
            size="sm"
            aria-label={`${t('open')}: ${name}`}
          >
            {t('contacts', { count })}
          </Anchor>
        )}
      </Group>
      <RequireScope scope="contacts:write">
        <Group gap={4} wrap="nowrap">
          {children}
          {onEdit && (
            <ActionIcon variant="subtle" color="gray" onClick={onEdit} aria-label={`${t('edit')}: ${name}`}>
              <IconEdit size={16} aria-hidden />
            </ActionIcon>
          )}
          <ActionIcon
            variant="subtle"
            color="red"
            onClick={() => setAsking(true)}
            aria-label={`${t('remove')}: ${name}`}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </RequireScope>
      <ConfirmDestructive
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('remove_title', { name })}
        action={t('remove')}
        onConfirm={remove.mutate}
        pending={remove.isPending}
        error={remove.error}
      >
        {loss}
      </ConfirmDestructive>
    </Group>
  );
}
