import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

type PageProps = {
  title: string;
  /** One line under the title. */
  hint?: ReactNode;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page: its one heading, what can be done on it, and its content. */
export function Page({ title, hint, actions, children }: PageProps) {
  useDocumentTitle(`${title} · Contact Grabber`);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="start" gap="sm">
        <div style={{ flex: '1 1 300px', minWidth: 0 }}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {hint && (
            <Text c="dimmed" size="sm" mt={2} component="div">
              {hint}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
