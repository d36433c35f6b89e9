import type { ContactDetails } from '@grabber/contract';
import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { DateTime } from '../../../shared/index.ts';
import { useDrawerTexts } from './texts.ts';

type Membership = ContactDetails['person']['memberships'][number];

/** The groups that a person is in, and those of before. */
export function GroupsPart({ memberships }: { memberships: Membership[] }) {
  const t = useDrawerTexts();
  const present = memberships.filter(({ left_at }) => left_at === null);
  const left = memberships.filter(({ left_at }) => left_at !== null);
  return (
    <Stack gap={6}>
      {present.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('no_groups')}
        </Text>
      )}
      {present.map((one) => (
        <Line key={keyOf(one)} membership={one} />
      ))}
      {left.length > 0 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('left_groups')}
        </Text>
      )}
      {left.map((one) => (
        <Line key={keyOf(one)} membership={one} />
      ))}
    </Stack>
  );
}

const keyOf = ({ group_row_id, joined_at }: Membership) => `${group_row_id}-${joined_at}`;

function Line({ membership: { group_row_id, group_name, role, joined_at, left_at } }: { membership: Membership }) {
  const t = useDrawerTexts();
  return (
    <Group justify="space-between" gap="xs" wrap="nowrap">
      <Anchor component={Link} to={`/groups/${group_row_id}`} size="sm" truncate>
        {group_name ?? t('unknown_group')}
      </Anchor>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {t(role)} · {left_at ? t('until') : t('since')} <DateTime at={left_at ?? joined_at} dateOnly />
      </Text>
    </Group>
  );
}
