import { randomUUID } from 'node:crypto';
import type { Job } from '@grabber/contract';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { createJobFiles } from './files.ts';
import { countItems, pageItems } from './items.repo.ts';
import {
  claimUndo,
  countJobs,
  findJob,
  insertJob,
  type JobRow,
  pageJobs,
  recentJobs,
  unfinishedJobs,
  updateJob,
} from './jobs.repo.ts';
import { createLocalQueue } from './queue.ts';
import { sweepJobs } from './sweep.ts';
import type { JobKind, JobReader, Jobs, NewJob } from './types.ts';
import { maySee, viewOf } from './view.ts';
import { type WorkParts, workOn } from './work.ts';

export type JobsDeps = {
  storage: Storage;
  clock: Clock;
  logger: Logger;
  /** Where the files of jobs lie; nothing else is in it. */
  folder: string;
};

const sweepEveryMs = 60 * 60_000;
const mostRecent = 200;

/** The `Jobs` service over the local queue. Whoever opens it closes it, before the storage. */
export function createJobs({ storage, clock, logger, folder }: JobsDeps): Jobs {
  const kinds = new Map<string, JobKind>();
  const listeners = new Set<Parameters<Jobs['subscribe']>[0]>();
  /** Rows of running jobs as they stand; what is saved lags behind. */
  const current = new Map<number, JobRow>();
  const files = createJobFiles(folder);
  let closing = false;
  let stopSweeping = () => {};

  function tell(row: JobRow): void {
    if (row.finished_at === null) current.set(row.id, row);
    else current.delete(row.id);
    const view = viewOf(row);
    for (const listener of listeners) listener(view, (reader) => maySee(row, reader));
  }

  const parts: WorkParts = { storage, clock, files, tell, logger, kindOf: (kind) => kinds.get(kind) };
  const queue = createLocalQueue(async (id, signal) => {
    try {
      await workOn(parts, id, signal);
    } catch (error) {
      logger.error({ err: error, job: id }, 'a job could not be worked on');
    } finally {
      current.delete(id);
    }
  });

  async function find(reader: JobReader, id: number): Promise<JobRow> {
    const row = current.get(id) ?? (await findJob(storage.db, id));
    if (!row || !maySee(row, reader)) throw new AppError('job_not_found');
    return row;
  }

  async function add(job: NewJob, undoOf: JobRow | null = null): Promise<Job> {
    if (closing) throw new AppError('shutting_down');
    const row = await storage.transaction(async (trx) => {
      const inserted = await insertJob(trx, newRow(job, undoOf, isoTime(clock.now())));
      if (undoOf && !(await claimUndo(trx, undoOf.id, inserted.id))) throw new AppError('job_not_undoable');
      return inserted;
    });
    if (undoOf) tell({ ...undoOf, undone_by: row.id });
    tell(row);
    queue.add(row.id, kinds.get(row.kind)?.lane ?? 'write');
    return viewOf(row);
  }

  async function endWaiting(id: number): Promise<void> {
    const row = await findJob(storage.db, id);
    if (!row || row.finished_at !== null) return;
    const patch = { status: 'cancelled' as const, error_code: 'cancelled', finished_at: isoTime(clock.now()) };
    await updateJob(storage.db, id, patch);
    tell({ ...row, ...patch });
  }

  function sweepLater(): void {
    stopSweeping = clock.after(sweepEveryMs, () => {
      void sweepJobs(storage, clock, files)
        .catch((err) => logger.error({ err }, 'old jobs could not be cleared away'))
        .finally(() => !closing && sweepLater());
    });
  }

  return {
    register: (kind, how) => void kinds.set(kind, how),
    start: (job) => add(job),
    get: async (reader, id) => viewOf(await find(reader, id)),
    async list(reader, { kind, status, total, ...wish }) {
      const filter = { kind, status };
      const { rows, next_cursor } = await pageJobs(storage.db, reader, filter, wish);
      const jobs = rows.filter((row) => maySee(row, reader)).map((row) => viewOf(current.get(row.id) ?? row));
      const count = total ? { total: await countJobs(storage.db, reader, filter) } : {};
      return { rows: jobs, next_cursor, ...count };
    },
    async items(reader, id, { outcome, total, ...wish }) {
      await find(reader, id);
      const page = await pageItems(storage.db, id, outcome, wish);
      return total ? { ...page, total: await countItems(storage.db, id, outcome) } : page;
    },
    async cancel(reader, id) {
      await find(reader, id);
      await queue.cancel(id);
      await endWaiting(id);
      return viewOf(await find(reader, id));
    },
    async undo(reader, scope, id) {
      const row = await find(reader, id);
      const { kind, params, session_id, undoable_until, undone_by } = row;
      const isOver = undoable_until === null || undoable_until < isoTime(clock.now());
      if (isOver || undone_by !== null) throw new AppError('job_not_undoable');
      return await add({ kind, params, scope, session_id }, row);
    },
    async file(reader, id) {
      const { file_name, file_type, file_size, file_expires_at, ticket } = await find(reader, id);
      if (file_name === null || file_expires_at === null || file_expires_at <= isoTime(clock.now()))
        throw new AppError('job_file_gone');
      return {
        path: files.path(ticket),
        name: file_name,
        type: file_type ?? 'application/octet-stream',
        size: file_size ?? 0,
      };
    },
    async wait(id) {
      await queue.ended(id);
      const row = await findJob(storage.db, id);
      if (!row) throw new AppError('job_not_found');
      return viewOf(row);
    },
    async recent(reader, since) {
      const rows = await recentJobs(storage.db, reader, since, mostRecent);
      return rows.filter((row) => maySee(row, reader)).map((row) => viewOf(current.get(row.id) ?? row));
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async resume() {
      for (const { id, kind } of await unfinishedJobs(storage.db)) queue.add(id, kinds.get(kind)?.lane ?? 'write');
      await sweepJobs(storage, clock, files);
      sweepLater();
    },
    sweep: () => sweepJobs(storage, clock, files),
    async close() {
      closing = true;
      stopSweeping();
      await queue.close();
    },
  };
}

function newRow({ kind, params, scope, session_id }: NewJob, undoOf: JobRow | null, at: string) {
  return {
    ticket: randomUUID(),
    kind,
    status: 'queued' as const,
    session_id: session_id ?? null,
    params: JSON.stringify(params),
    state: null,
    scope_sessions: scope.sessions === 'all' ? null : JSON.stringify([...scope.sessions]),
    ...{ total: null, done: 0, failed: 0, result: null, error_code: null },
    ...{ undo_of: undoOf?.id ?? null, undone_by: null, undoable_until: null },
    ...{ file_name: null, file_type: null, file_size: null, file_expires_at: null },
    created_by_kind: scope.kind,
    created_by_id: scope.id,
    created_by_name: scope.name,
    created_at: at,
    started_at: null,
    finished_at: null,
  };
}
