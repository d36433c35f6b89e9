import type { Job, JobOutcome } from '@grabber/contract';
import type { Principal, Visible } from '../auth/index.ts';
import type { Db, Page, PageWish } from '../storage/index.ts';
import type { JobItem } from './items.repo.ts';

/** For whom a job works: what it reads and changes is bound to these sessions, also after a restart. */
export type JobScope = Pick<Principal, 'kind' | 'id' | 'name' | 'sessions'>;

/** What happened to one thing. `before` is what an undo needs to know of it. */
export type ItemOutcome = {
  contact_row_id?: number | null;
  line?: number | null;
  outcome: JobOutcome;
  code?: string | null;
  before?: unknown;
};

/** What a piece of work did; `state` is where the job goes on after a crash. */
export type Step = {
  /** How many more were dealt with, whatever came of them; when left out as many as there are items. */
  done?: number;
  /** How many of those failed; when left out as many as the items say. */
  failed?: number;
  items?: ItemOutcome[];
  state?: unknown;
};

/** What a handler is given. */
export type JobRun = {
  id: number;
  /** Of `changes`: `job:<id>`. */
  source: string;
  params: Record<string, unknown>;
  scope: JobScope;
  /** Where an interrupted run had come to by its last step; null at the first start. */
  state: unknown;
  /** Fires when the job is cancelled, or the server closes. */
  signal: AbortSignal;
  /** Tells how many things there are in all. */
  expect(total: number): Promise<void>;
  /**
   * Does a piece of work (a second at most) and notes how far the job has come in the same transaction, so that nothing is done twice
   * after a crash. Other work gets its turn before. Throws when the job was cancelled.
   */
  step(work: (trx: Db) => Promise<Step>): Promise<void>;
  /** Notes progress that goes with no data, such as lines written to a file; told at once, saved now and then. */
  progress(done: number): Promise<void>;
  /** Names the file that the job makes, and tells where to write it. It appears when the handler has ended well. */
  file(file: { name: string; type: string }): Promise<string>;
  /** Of an undo: the job that is taken back, and its outcomes in pages, latest first. */
  undone: { id: number; params: Record<string, unknown>; result: Record<string, unknown> | null } | null;
  undoneItems(outcome?: JobOutcome): AsyncIterable<JobItem[]>;
};

/** The work of a kind. Its answer becomes `result`; `failed` items make the job `completed_with_errors`. What it throws fails the job. */
export type JobHandler = (run: JobRun) => Promise<Record<string, unknown> | undefined>;

export type JobKind = {
  run: JobHandler;
  /** Takes back what a job of this kind did, within 30 days, as a job of its own. */
  undo?: JobHandler;
  /** Those of one lane run one after the other: `write` for what changes data, `read` for exports. `write` when left out. */
  lane?: 'write' | 'read';
};

export type NewJob = {
  kind: string;
  params: Record<string, unknown>;
  scope: JobScope;
  session_id?: string | null;
};

export type JobFilter = { kind?: string | undefined; status?: Job['status'] | undefined };

/** Who looks: their own jobs, or, who sees every session, all. */
export type JobReader = Pick<Principal, 'kind' | 'id'> & { sessions: Visible };

export type Jobs = {
  /** Tells how jobs of a kind are done; before `resume`. */
  register(kind: string, how: JobKind): void;
  /** Adds a job and answers with it, queued. Throws `shutting_down`. */
  start(job: NewJob): Promise<Job>;
  /** One job as it stands. Throws `job_not_found`, also for one that the reader may not see. */
  get(reader: JobReader, id: number): Promise<Job>;
  list(reader: JobReader, wish: PageWish & JobFilter & { total: boolean }): Promise<Page<Job> & { total?: number }>;
  items(
    reader: JobReader,
    id: number,
    wish: PageWish & { outcome?: JobOutcome | undefined; total: boolean },
  ): Promise<Page<JobItem> & { total?: number }>;
  /** Ends a job that has not ended; what it did stays. */
  cancel(reader: JobReader, id: number): Promise<Job>;
  /** Starts the undo of a job. Throws `job_not_undoable`. */
  undo(reader: JobReader, scope: JobScope, id: number): Promise<Job>;
  /** The file that a job made. Throws `job_file_gone`. */
  file(reader: JobReader, id: number): Promise<{ path: string; name: string; type: string; size: number }>;
  /** The job when it has ended. */
  wait(id: number): Promise<Job>;
  /** Jobs of a reader that run, or ended at or after this time. */
  recent(reader: JobReader, since: string): Promise<Job[]>;
  /** Calls the listener with each change of a job, and who may see it. */
  subscribe(listener: (job: Job, maySee: (reader: JobReader) => boolean) => void): () => void;
  /** Goes on with what was interrupted, and from now on clears away what has expired. After all kinds are registered. */
  resume(): Promise<void>;
  /** Clears away expired files and jobs that ended 30 days ago. */
  sweep(): Promise<void>;
  /** Stops running jobs so that they go on after the next start. */
  close(): Promise<void>;
};
