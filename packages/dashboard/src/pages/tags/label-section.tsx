import { Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../shared/index.ts';

type LabelSectionProps = {
  title: string;
  hint: string;
  action?: ReactNode;
  query: { isPending: boolean; error: unknown; refetch: () => unknown };
  /** What stands where there is no row. */
  empty: string;
  rows: { id: number; row: ReactNode }[];
};

/** One kind of label: its rows, or what to do while there is none. */
export function LabelSection({ title, hint, action, query, empty, rows }: LabelSectionProps) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group justify="space-between" align="start" wrap="nowrap" mb="sm">
        <div>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text c="dimmed" size="sm">
            {hint}
          </Text>
        </div>
        {action}
      </Group>
      <ErrorNotice error={query.error} onRetry={query.refetch} />
      {query.isPending && <Loader size="sm" />}
      {!query.isPending && !query.error && rows.length === 0 && <Text size="sm">{empty}</Text>}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map(({ id, row }) => (
          <li key={id}>{row}</li>
        ))}
      </Stack>
    </Paper>
  );
}
