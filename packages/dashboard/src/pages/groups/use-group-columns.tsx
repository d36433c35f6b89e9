import type { GroupListItem } from '@grabber/contract';
import { Anchor, Badge, Checkbox, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DateTime, Num, type RowColumn } from '../../shared/index.ts';
import { useGroupTexts } from './texts.ts';

/** The columns of the list of groups; the boxes choose those that are compared. */
export function useGroupColumns(chosen: number[], toggle: (id: number) => void): RowColumn<GroupListItem>[] {
  const t = useGroupTexts();
  return [
    {
      key: 'name',
      header: t('name'),
      main: true,
      cell: (group) => (
        <Group gap="sm" wrap="nowrap">
          <Checkbox
            aria-label={t('choose', { name: group.name ?? t('no_name') })}
            checked={chosen.includes(group.id)}
            onChange={() => toggle(group.id)}
          />
          <div style={{ minWidth: 0 }}>
            <Anchor component={Link} to={`/groups/${group.id}`} fz="sm" fw={600}>
              {group.name ?? t('no_name')}
            </Anchor>
            {group.description && (
              <Text size="xs" c="dimmed" lineClamp={1}>
                {group.description}
              </Text>
            )}
          </div>
        </Group>
      ),
    },
    { key: 'account', header: t('account'), cell: ({ session_name }) => session_name },
    {
      key: 'members',
      header: t('members'),
      numeric: true,
      cell: ({ participants_count, members_present }) => <Num value={participants_count ?? members_present} />,
    },
    {
      key: 'state',
      header: '',
      cell: ({ is_admin, status }) => (
        <Group gap={4}>
          {is_admin && (
            <Badge variant="light" tt="none">
              {t('admin')}
            </Badge>
          )}
          {status !== 'active' && (
            <Badge variant="light" color="gray" tt="none">
              {t('gone')}
            </Badge>
          )}
        </Group>
      ),
    },
    {
      key: 'updated',
      minor: true,
      header: t('updated'),
      cell: ({ updated_at }) => <DateTime at={updated_at} dateOnly />,
    },
  ];
}
