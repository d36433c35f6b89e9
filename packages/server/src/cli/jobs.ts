import { setTimeout as delay } from 'node:timers/promises';
import { type Job, jobAnswer } from '@grabber/contract';
import type { Api } from './api.ts';
import { CommandFailed } from './failure.ts';
import type { Io } from './io.ts';
import { createScreen } from './screen.ts';

const everyMs = 300;

/** Follows a job to its end. Throws `CommandFailed` when it did not do all of its work. */
export async function followJob(io: Io, api: Api, started: Job, { json }: { json?: boolean }): Promise<Job> {
  const screen = createScreen(io);
  let job = started;
  while (job.finished_at === null) {
    if (io.live && !json) screen.draw(io.text('job_progress', { done: job.done, total: job.total ?? '?' }));
    await delay(everyMs);
    job = (await api.get(`/jobs/${job.id}`, jobAnswer)).data.job;
  }
  if (job.status === 'completed' || job.status === 'completed_with_errors') return job;
  throw new CommandFailed(io.text('job_not_done', { id: job.id, reason: job.error_code ?? job.status }));
}
