import type { Job } from '@grabber/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { read, refresh } from '../api/index.ts';
import { useConnected } from '../app/connection.ts';

/** How often a job is asked for while events tell of it, and while they don't. */
const besidesEventsMs = 5000;
const withoutEventsMs = 1000;

export function isActive({ status }: Pick<Job, 'status'>): boolean {
  return status === 'queued' || status === 'running';
}

/** A job as it moves; when it ends, what it may have changed is read anew. Events tell of it at once, asking again is for when they don't come. */
export function useJob(id: number | undefined) {
  const askAgainMs = useConnected() ? besidesEventsMs : withoutEventsMs;
  const query = useQuery({
    ...read('GET /api/jobs/{id}', { params: { id: id ?? 0 } }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => (state.data && !isActive(state.data.data.job) ? false : askAgainMs),
  });
  const job = query.data?.data.job;
  // A short job has ended before it is first read.
  const wasActive = useRef(true);
  useEffect(() => {
    if (!job) return;
    if (wasActive.current && !isActive(job)) void refreshWorked();
    wasActive.current = isActive(job);
  }, [job]);
  return { job, error: query.error };
}

/** Reads anew whatever jobs work on. */
export function refreshWorked(): Promise<unknown> {
  return refresh(
    'GET /api/contacts',
    'GET /api/contacts/{id}',
    'GET /api/contacts/facets',
    'GET /api/tags',
    'GET /api/lists',
    'GET /api/segments',
    'GET /api/duplicates',
    'GET /api/jobs',
  );
}
