import { Loader, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorNotice, Section } from '../../shared/index.ts';

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
    <Section title={title} hint={hint} action={action}>
      <ErrorNotice error={query.error} onRetry={query.refetch} />
      {query.isPending && <Loader size="sm" />}
      {!query.isPending && !query.error && rows.length === 0 && <Text size="sm">{empty}</Text>}
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {rows.map(({ id, row }) => (
          <li key={id}>{row}</li>
        ))}
      </Stack>
    </Section>
  );
}
