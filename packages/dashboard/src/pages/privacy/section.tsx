import { Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type SectionProps = { title: string; hint: string; children: ReactNode };

/** A part of the page with its heading. */
export function Section({ title, hint, children }: SectionProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {hint}
      </Text>
      {children}
    </Paper>
  );
}
