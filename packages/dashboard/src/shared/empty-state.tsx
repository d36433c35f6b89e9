import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon: TablerIcon;
  title: string;
  /** Why there is nothing here. */
  why: ReactNode;
  /** The one next step. */
  action?: ReactNode;
};

/** What stands where a list has no rows: why, and what to do now. */
export function EmptyState({ icon: Icon, title, why, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
        <Icon size={28} stroke={1.6} />
      </ThemeIcon>
      <Title order={2} size="h4" mt="xs">
        {title}
      </Title>
      <Text c="dimmed" maw={440}>
        {why}
      </Text>
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  );
}
