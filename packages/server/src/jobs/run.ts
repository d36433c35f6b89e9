import { setImmediate as turn } from 'node:timers/promises';
import { type Clock, isoTime } from '../core/index.ts';
import type { Storage } from '../storage/index.ts';
import type { JobFiles } from './files.ts';
import { insertItems, itemPages } from './items.repo.ts';
import { findJob, type JobRow, updateJob } from './jobs.repo.ts';
import type { JobRun, Step } from './types.ts';
import { scopeOf } from './view.ts';

/** Progress without data is saved no more often than this. */
const saveEveryMs = 1000;

export type RunParts = {
  storage: Storage;
  clock: Clock;
  files: JobFiles;
  /** Hears of every change. */
  tell: (row: JobRow) => void;
};

/** A job that runs: what its handler is given, its row as it stands, and the file that it named. */
export type Running = { run: JobRun; row: () => JobRow; file: () => { name: string; type: string } | undefined };

/** Prepares a run. `row` is running already. */
export async function prepareRun(
  { storage, clock, files, tell }: RunParts,
  started: JobRow,
  signal: AbortSignal,
): Promise<Running> {
  let row = started;
  let file: { name: string; type: string } | undefined;
  let savedAt = clock.now();
  const original = row.undo_of === null ? undefined : await findJob(storage.db, row.undo_of);

  function move(patch: Partial<JobRow>): void {
    row = { ...row, ...patch };
    tell(row);
  }

  async function step(work: Parameters<JobRun['step']>[0]): Promise<void> {
    // HTTP gets its turn between two pieces of work.
    await turn();
    signal.throwIfAborted();
    const moved = await storage.transaction(async (trx) => {
      const { state, ...outcome } = await work(trx);
      const counts = countsAfter(row, outcome);
      await insertItems(storage, trx, row.id, outcome.items ?? []);
      await updateJob(trx, row.id, state === undefined ? counts : { ...counts, state: JSON.stringify(state) });
      return counts;
    });
    move(moved);
  }

  const run: JobRun = {
    id: row.id,
    source: `job:${row.id}`,
    params: row.params,
    scope: scopeOf(row),
    state: row.state,
    signal,
    async expect(total) {
      await updateJob(storage.db, row.id, { total });
      move({ total });
    },
    step,
    async progress(done) {
      signal.throwIfAborted();
      move({ done });
      if (clock.now() - savedAt < saveEveryMs) return;
      savedAt = clock.now();
      await updateJob(storage.db, row.id, { done });
    },
    async file(named) {
      file = named;
      return await files.draft(row.ticket);
    },
    undone: original ? { id: original.id, params: original.params, result: original.result } : null,
    undoneItems: (outcome) => itemPages(storage.db, original?.id ?? 0, outcome),
  };
  return { run, row: () => row, file: () => file };
}

/** The row of a job whose turn has come. */
export function begun(row: JobRow, clock: Clock) {
  return { status: 'running' as const, started_at: row.started_at ?? isoTime(clock.now()) };
}

function countsAfter(row: JobRow, { done, failed, items = [] }: Step) {
  return {
    done: row.done + (done ?? items.length),
    failed: row.failed + (failed ?? items.filter(({ outcome }) => outcome === 'failed').length),
  };
}
