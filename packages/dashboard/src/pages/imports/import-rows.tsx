import type { ImportedFile, ImportOutcome, ImportRow } from '@grabber/contract';
import { Group, Loader, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { call, keyOf } from '../../api/index.ts';
import { ErrorNotice, Pager, type RowColumn, Rows, StatusChip, useNumberText, usePaged } from '../../shared/index.ts';
import { useImportTexts } from './texts.ts';

const outcomes: ImportOutcome[] = ['new', 'update', 'duplicate', 'invalid'];
const colors = { new: 'brand', update: 'blue', duplicate: 'gray', invalid: 'red' } as const;

/** What would happen (or happened) to each row, and why. */
export function ImportRows({ file }: { file: ImportedFile }) {
  const t = useImportTexts();
  const number = useNumberText();
  const [outcome, setOutcome] = useState<ImportOutcome | ''>('');
  const options = { params: { id: file.id }, query: outcome ? { outcome } : {} };
  const list = usePaged(keyOf('GET /api/imports/{id}/rows', options), async (cursor, signal) => {
    const query = { ...options.query, limit: 50, ...cursor };
    return (await call('GET /api/imports/{id}/rows', { ...options, query, signal })).data;
  });
  const rows = list.pages.flatMap((page) => page.rows);
  const columns = useColumns();
  return (
    <Stack gap="sm" component="section" aria-label={t('rows')}>
      <Group justify="space-between">
        <Title order={2} size="h4">
          {t('rows')}
        </Title>
        <SegmentedControl
          aria-label={t('outcome')}
          value={outcome}
          onChange={(value) => setOutcome(value as ImportOutcome | '')}
          data={[
            { value: '', label: t('all') },
            ...outcomes.map((value) => ({ value, label: `${t(value)} ${number(file.counts[value])}` })),
          ]}
        />
      </Group>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {!list.isLoaded && !list.error && <Loader size="sm" />}
      {rows.length > 0 && <Rows label={t('rows')} columns={columns} rows={rows} keyOf={({ id }) => id} />}
      {rows.length > 0 && <Pager shown={rows.length} {...list.pager} />}
    </Stack>
  );
}

function useColumns(): RowColumn<ImportRow>[] {
  const t = useImportTexts();
  return [
    { key: 'name', header: t('name'), main: true, cell: ({ name }) => <Text fw={600}>{name ?? '–'}</Text> },
    {
      key: 'phone',
      header: t('phone'),
      cell: ({ phone }) => (phone && /^\d+$/.test(phone) ? `+${phone}` : (phone ?? '–')),
    },
    {
      key: 'outcome',
      header: t('outcome'),
      cell: ({ outcome }) => <StatusChip color={colors[outcome]} label={t(outcome)} />,
    },
    { key: 'reason', header: t('reason'), wide: true, cell: ({ reason }) => reason ?? '' },
    { key: 'line', header: t('line'), numeric: true, cell: ({ line }) => line ?? '' },
  ];
}
