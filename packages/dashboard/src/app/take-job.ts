import type { AnswerOf, Job } from '@grabber/contract';
import type { InfiniteData } from '@tanstack/react-query';
import { keyOf, meQuery, queryClient, refresh } from '../api/index.ts';
import { followJob } from '../jobs/follow.ts';

type Answer = AnswerOf<'GET /api/jobs'>;
type Page = Answer['data'];

/** Puts a job as it is now where the pages read it; lists in which it is missing, or has to be sorted anew, are asked for again. */
export function takeJob(job: Job): void {
  queryClient.setQueryData(
    keyOf('GET /api/jobs/{id}', { params: { id: job.id } }),
    (known: AnswerOf<'GET /api/jobs/{id}'> | undefined) => known && { ...known, data: { job } },
  );
  let isListed = false;
  const withJob = (page: Page): Page => {
    if (!page.jobs.some(({ id }) => id === job.id)) return page;
    isListed = true;
    return { ...page, jobs: page.jobs.map((one) => (one.id === job.id ? job : one)) };
  };
  queryClient.setQueriesData({ queryKey: keyOf('GET /api/jobs') }, (known: Answer | InfiniteData<Page> | undefined) => {
    if (!known) return known;
    if ('data' in known) return { ...known, data: withJob(known.data) };
    return { ...known, pages: known.pages.map(withJob) };
  });
  if (!isListed || job.finished_at !== null) void refresh('GET /api/jobs');
}

/** Shows what this person started, in whatever tab, and what still runs. */
export function takeOwnJobs(jobs: Job[]): void {
  const me = queryClient.getQueryData(meQuery.queryKey)?.data;
  if (me?.kind !== 'person') return;
  const running = jobs.filter(({ finished_at }) => finished_at === null);
  for (const { id, created_by } of running) {
    if (created_by.kind === 'person' && created_by.id === me.id) followJob(id);
  }
}
