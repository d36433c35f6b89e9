export type { JobItem } from './items.repo.ts';
export { createJobs, type JobsDeps } from './jobs.ts';
export type {
  ItemOutcome,
  JobHandler,
  JobKind,
  JobReader,
  JobRun,
  JobScope,
  Jobs,
  NewJob,
  Step,
} from './types.ts';
