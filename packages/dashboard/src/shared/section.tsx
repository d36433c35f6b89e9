import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type SectionProps = {
  title: string;
  /** One line under the title. */
  hint?: string;
  /** What stands at the right of the title. */
  action?: ReactNode;
  children: ReactNode;
};

/** A part of a page with its heading, on a surface of its own. */
export function Section({ title, hint, action, children }: SectionProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Stack gap="sm">
        <Group justify="space-between" align="start" gap="xs">
          <div style={{ flex: '1 1 180px', minWidth: 0 }}>
            <Title order={2} size="h4">
              {title}
            </Title>
            {hint && (
              <Text c="dimmed" size="sm">
                {hint}
              </Text>
            )}
          </div>
          {action}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
