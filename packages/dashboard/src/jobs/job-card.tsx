import type { Job } from '@grabber/contract';
import { ActionIcon, Button, Group, Paper } from '@mantine/core';
import { IconArrowBackUp, IconDownload, IconX } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { addressOf, useChange } from '../api/index.ts';
import { ErrorNotice, onDemand, useSayFailed, WorkProgress } from '../shared/index.ts';
import { followJob, unfollowJob } from './follow.ts';
import { jobTitle } from './job-title.ts';
import { useJobTexts } from './texts.ts';
import { isActive, useJob } from './use-job.ts';

const JobItems = onDemand(async () => (await import('./job-items.tsx')).JobItems);

/** How long a job that went well, and of which nothing can be done, still stands there. */
const showDoneMs = 8000;

/** A followed job: its progress, then what can be done with what came of it. */
export function JobCard({ id }: { id: number }) {
  const t = useJobTexts();
  const { job, error } = useJob(id);
  const isOver = job?.status === 'completed' && !job.file && !canUndo(job);
  useEffect(() => {
    if (!isOver) return;
    const timer = setTimeout(() => unfollowJob(id), showDoneMs);
    return () => clearTimeout(timer);
  }, [isOver, id]);
  if (!job) return <ErrorNotice error={error} />;
  return (
    <Paper withBorder shadow="md" p="sm" role="group" aria-label={jobTitle(job, t)}>
      <Group align="start" gap={4} wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <JobProgress job={job} />
        </div>
        {!isActive(job) && (
          <ActionIcon variant="subtle" color="gray" aria-label={t('close')} onClick={() => unfollowJob(id)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </Paper>
  );
}

/** The progress of a job with its buttons: cancel, undo, download, what failed. */
export function JobProgress({ job }: { job: Job }) {
  const t = useJobTexts();
  const sayFailed = useSayFailed();
  const cancel = useChange('POST /api/jobs/{id}/cancel', { refreshes: ['GET /api/jobs/{id}', 'GET /api/jobs'] });
  const params = { id: job.id };
  return (
    <WorkProgress
      title={jobTitle(job, t)}
      status={job.status}
      done={job.done}
      total={job.total}
      failed={job.failed}
      startedAt={job.started_at}
      onCancel={() => cancel.mutate({ params }, { onError: sayFailed })}
    >
      <JobButtons job={job} />
    </WorkProgress>
  );
}

/** What can be done with a finished job. */
export function JobButtons({ job }: { job: Job }) {
  const t = useJobTexts();
  const sayFailed = useSayFailed();
  const [opened, setOpened] = useState(false);
  const params = { id: job.id };
  const undo = useChange('POST /api/jobs/{id}/undo', {
    refreshes: ['GET /api/jobs/{id}', 'GET /api/jobs'],
    onDone: ({ data }) => {
      unfollowJob(job.id);
      followJob(data.job.id);
    },
  });
  if (isActive(job)) return null;
  return (
    <>
      {job.failed > 0 && (
        <Button size="xs" variant="default" onClick={() => setOpened(true)}>
          {t('details')}
        </Button>
      )}
      {canUndo(job) && (
        <Button
          size="xs"
          variant="light"
          loading={undo.isPending}
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          onClick={() => undo.mutate({ params }, { onError: sayFailed })}
        >
          {t('undo')}
        </Button>
      )}
      {job.file && (
        <Button
          component="a"
          href={addressOf('/api/jobs/{id}/file', { params })}
          download={job.file.name}
          size="xs"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {t('download')}
        </Button>
      )}
      <JobItems job={job} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

function canUndo({ undoable_until, undone_by }: Job): boolean {
  return undoable_until !== null && undone_by === null && Date.parse(undoable_until) > Date.now();
}
