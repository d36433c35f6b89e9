import { Button, Group, Loader, SegmentedControl, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ErrorNotice, Section } from '../../shared/index.ts';
import { useAnalyticsTexts } from './texts.ts';

type ChartCardProps = {
  title: string;
  hint: string;
  /** Address of the same figures as CSV. */
  csv: string;
  query: { isPending: boolean; error: unknown; refetch: () => unknown };
  /** What stands instead when there is nothing to draw. */
  empty?: string | false;
  /** A drawing for eyes; left out where only the table makes sense. */
  chart?: ReactNode;
  table: ReactNode;
};

/** A chart with the same figures as a table and as a file. */
export function ChartCard({ title, hint, csv, query, empty, chart, table }: ChartCardProps) {
  const t = useAnalyticsTexts();
  const [shown, setShown] = useState('chart');
  const content = chart && shown === 'chart' ? chart : table;
  const action = (
    <Group gap="xs">
      {chart && !empty && (
        <SegmentedControl
          size="xs"
          aria-label={title}
          value={shown}
          onChange={setShown}
          data={[
            { value: 'chart', label: t('chart') },
            { value: 'table', label: t('table') },
          ]}
        />
      )}
      <Button
        component="a"
        href={csv}
        download
        size="compact-sm"
        variant="subtle"
        leftSection={<IconDownload size={16} aria-hidden />}
        aria-label={`${t('csv')}: ${title}`}
      >
        CSV
      </Button>
    </Group>
  );
  return (
    <Section title={title} hint={hint} action={action}>
      <ErrorNotice error={query.error} onRetry={query.refetch} />
      {query.isPending && <Loader size="sm" />}
      {!query.isPending && !query.error && (empty ? <Text c="dimmed">{empty}</Text> : content)}
    </Section>
  );
}
