import type { Job } from '@grabber/contract';
import { Paper } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { read, refresh } from '../../api/index.ts';
import { sayDone, WorkProgress } from '../../shared/index.ts';
import { useBackupTexts } from './texts.ts';

/** Backups that are being made, whoever asked for them. */
export function useRunningBackups(): Job[] {
  const jobs = useQuery(read('GET /api/jobs', { query: { kind: 'backup', limit: 5 } }));
  return (jobs.data?.data.jobs ?? []).filter(({ finished_at }) => finished_at === null);
}

/** Their progress; the list is read again when one is done. */
export function RunningBackups({ running }: { running: Job[] }) {
  const t = useBackupTexts();
  const before = useRef(0);
  useEffect(() => {
    if (running.length < before.current) {
      void refresh('GET /api/backups');
      sayDone(t('made'));
    }
    before.current = running.length;
  }, [running.length, t]);
  return running.map((job) => (
    <Paper withBorder p="md" key={job.id}>
      <WorkProgress
        title={t('making')}
        status={job.status}
        done={job.done}
        total={job.total}
        startedAt={job.started_at}
      />
    </Paper>
  ));
}
