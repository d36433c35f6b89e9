import type { ExportColumn } from '@grabber/contract';
import { Button, Group, Modal, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { read, useChange } from '../../api/index.ts';
import { language } from '../../i18n/index.ts';
import { isActive, JobProgress, useJob } from '../../jobs/index.ts';
import { ErrorNotice } from '../../shared/index.ts';
import { ColumnList } from './column-list.tsx';
import { type ExportChoice, type ExportOf, hasColumns, offeredFormats, phoneForms, requestOf } from './options.ts';
import { Preview } from './preview.tsx';
import { useExportTexts } from './texts.ts';

type Props = { of: ExportOf; onClose: () => void };

/** How the file shall look, its first lines, and then its progress and download. */
export function ExportDialog({ of, onClose }: Props) {
  const t = useExportTexts();
  const [jobId, setJobId] = useState<number>();
  const { job } = useJob(jobId);
  return (
    <Modal opened onClose={onClose} title={t('new')} size="xl">
      {job ? (
        <Stack>
          <JobProgress job={job} />
          <Text size="sm" c="dimmed">
            {t(isActive(job) ? 'making' : 'kept')}
          </Text>
          <Group justify="end">
            <Button variant="default" onClick={onClose}>
              {t('close')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <ExportForm of={of} onClose={onClose} onStarted={setJobId} />
      )}
    </Modal>
  );
}

function ExportForm({ of, onClose, onStarted }: Props & { onStarted: (id: number) => void }) {
  const t = useExportTexts();
  const [choice, setChoice] = useState<ExportChoice>({
    format: 'xlsx',
    phones: 'default',
    rows_per: 'contact',
    columns: [],
  });
  const told = useQuery(read('GET /api/export-columns')).data?.data.columns ?? [];
  const names = new Map<ExportColumn, string>(told.map(({ key, header }) => [key, header[language()]]));
  const standard = told.filter(({ is_standard }) => is_standard).map(({ key }) => key);
  const columns = choice.columns.length > 0 ? choice.columns : standard;
  const body = requestOf(of, choice);
  const create = useChange('POST /api/exports', {
    refreshes: ['GET /api/jobs'],
    onDone: ({ data }) => onStarted(data.job.id),
  });
  const set = (change: Partial<ExportChoice>) => setChoice({ ...choice, ...change });
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Select
          label={t('format')}
          allowDeselect={false}
          value={choice.format}
          data={offeredFormats.map((value) => ({ value, label: t(`f_${value}`) }))}
          onChange={(format) => set({ format: offeredFormats.find((one) => one === format) ?? 'xlsx' })}
        />
        {hasColumns(choice.format) && (
          <>
            <Select
              label={t('phones')}
              allowDeselect={false}
              value={choice.phones}
              data={phoneForms.map((value) => ({ value, label: t(`p_${value}`) }))}
              onChange={(form) => set({ phones: phoneForms.find((one) => one === form) ?? 'default' })}
            />
            <Select
              label={t('rows_per')}
              allowDeselect={false}
              value={choice.rows_per}
              data={[
                { value: 'contact', label: t('per_contact') },
                { value: 'membership', label: t('per_membership') },
              ]}
              onChange={(per) => set({ rows_per: per === 'membership' ? 'membership' : 'contact' })}
            />
          </>
        )}
      </SimpleGrid>
      {hasColumns(choice.format) ? (
        <details>
          <summary>{t('columns')}</summary>
          <ColumnList columns={columns} names={names} onChange={(next) => set({ columns: next })} />
        </details>
      ) : (
        <Text size="sm" c="dimmed">
          {t('own_columns')}
        </Text>
      )}
      <Preview request={body} />
      <ErrorNotice error={create.error} />
      <Group justify="end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          loading={create.isPending}
          leftSection={<IconDownload size={16} aria-hidden />}
          onClick={() => create.mutate({ body })}
        >
          {t('start')}
        </Button>
      </Group>
    </Stack>
  );
}
