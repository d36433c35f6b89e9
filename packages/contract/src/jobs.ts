import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';

const count = z.int().min(0);

export const jobStatus = z.enum(['queued', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled']);
export type JobStatus = z.infer<typeof jobStatus>;

/** What happened to one thing that a job worked on. */
export const jobOutcome = z.enum(['done', 'skipped', 'failed']);
export type JobOutcome = z.infer<typeof jobOutcome>;

/** A file that a job made; after `expires_at` it is gone. */
export const jobFile = z.object({ name: z.string(), size: count, expires_at: time }).meta({ id: 'JobFile' });

/** Work in the background on many things. `done` and `failed` move while it runs; `done` counts all that were dealt with. */
export const job = z
  .object({
    id: z.int(),
    kind: z.string().meta({ examples: ['export'] }),
    status: jobStatus,
    session_id: z.string().nullable(),
    /** Null until it is known. */
    total: count.nullable(),
    done: count,
    failed: count,
    /** What came of it, in words of its kind. */
    result: z.record(z.string(), z.unknown()).nullable(),
    error_code: z.string().nullable(),
    /** The job that this one takes back. */
    undo_of: z.int().nullable(),
    /** The job that took this one back. */
    undone_by: z.int().nullable(),
    /** Until then it can be taken back; null for one that can't be. */
    undoable_until: time.nullable(),
    file: jobFile.nullable(),
    created_by: z.object({ kind: z.string(), id: z.int().nullable(), name: z.string() }),
    created_at: time,
    started_at: time.nullable(),
    finished_at: time.nullable(),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof job>;

/** One thing that a job worked on. `code` says why it was skipped or failed. */
export const jobItem = z
  .object({
    id: z.int(),
    /** `contacts.id`, where the thing is a contact or a group. */
    contact_row_id: z.int().nullable(),
    /** Line of the file, where the thing comes from one. */
    line: z.int().nullable(),
    outcome: jobOutcome,
    code: z.string().nullable(),
  })
  .meta({ id: 'JobItem' });

export const jobAnswer = answerOf(z.object({ job })).meta({ id: 'JobAnswer' });

/** Newest first, unless asked otherwise. */
export const jobsQuery = pageQuery(['-id', 'id']).extend({
  kind: z
    .string()
    .max(40)
    .optional()
    .meta({ description: 'Only jobs of this kind.', examples: ['export'] }),
  status: jobStatus.optional(),
});
export const jobList = answerOf(z.object({ jobs: z.array(job), ...pageFacts })).meta({ id: 'JobList' });

/** In the order in which they were worked on, unless asked otherwise. */
export const jobItemsQuery = pageQuery(['id', '-id']).extend({ outcome: jobOutcome.optional() });
export const jobItemList = answerOf(z.object({ job_id: z.int(), items: z.array(jobItem), ...pageFacts })).meta({
  id: 'JobItemList',
});
