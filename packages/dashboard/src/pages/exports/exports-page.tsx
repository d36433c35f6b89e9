import type { Job } from '@grabber/contract';
import { Button, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { call } from '../../api/index.ts';
import { isActive, JobProgress, useJob } from '../../jobs/index.ts';
import { DateTime, EmptyState, ErrorNotice, Page, Pager, usePaged } from '../../shared/index.ts';
import { useExportTexts } from './texts.ts';

const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));

/** The exports that were made, with their files as long as they are kept. */
export function ExportsPage() {
  const t = useExportTexts();
  const [opened, { open, close }] = useDisclosure();
  const query = { kind: 'export', limit: 20, total: true };
  const list = usePaged(['GET /api/jobs', query], async (cursor, signal) => {
    return (await call('GET /api/jobs', { query: { ...query, ...cursor }, signal })).data;
  });
  const jobs = list.pages.flatMap((page) => page.jobs);
  const start = (
    <Button leftSection={<IconDownload size={16} aria-hidden />} onClick={open}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} hint={t('hint')} actions={jobs.length > 0 && start}>
      <ErrorNotice error={list.error} onRetry={list.retry} />
      {!list.isLoaded && !list.error && <Skeleton height={200} />}
      {list.isLoaded && jobs.length === 0 && (
        <EmptyState icon={IconDownload} title={t('empty')} why={t('empty_why')} action={start} />
      )}
      <Stack gap="sm">
        {jobs.map((job) => (
          <ExportCard key={job.id} known={job} />
        ))}
      </Stack>
      {jobs.length > 0 && <Pager shown={jobs.length} total={list.total} {...list.pager} />}
      <Suspense>{opened && <ExportDialog of={{}} onClose={close} />}</Suspense>
    </Page>
  );
}

function ExportCard({ known }: { known: Job }) {
  const t = useExportTexts();
  const job = useJob(isActive(known) ? known.id : undefined).job ?? known;
  return (
    <Paper withBorder p="md">
      <JobProgress job={job} />
      <Text size="xs" c="dimmed" mt={4}>
        <DateTime at={job.created_at} /> · {t('by', { name: job.created_by.name })}
        {job.file ? (
          <>
            {` · ${job.file.name} · ${t('until')} `}
            <DateTime at={job.file.expires_at} />
          </>
        ) : (
          !isActive(job) && ` · ${t('gone')}`
        )}
      </Text>
    </Paper>
  );
}
