import { AppError, isoTime, toErrorData } from '../core/index.ts';
import type { Logger } from '../observability/index.ts';
import { findJob, type JobRow, updateJob } from './jobs.repo.ts';
import { begun, prepareRun, type Running, type RunParts } from './run.ts';
import type { JobKind } from './types.ts';

const hour = 3_600_000;
const fileLifeMs = 24 * hour;
export const undoWindowMs = 30 * 24 * hour;

export type WorkParts = RunParts & { logger: Logger; kindOf: (kind: string) => JobKind | undefined };

/** Does a job whose turn has come, and writes down how it ended; one that the server's end interrupts stays as it is, to go on later. */
export async function workOn(parts: WorkParts, id: number, signal: AbortSignal): Promise<void> {
  const { storage, clock, tell } = parts;
  const row = await findJob(storage.db, id);
  if (!row || row.finished_at !== null) return;
  await updateJob(storage.db, id, begun(row, clock));
  const running = await prepareRun(parts, { ...row, ...begun(row, clock) }, signal);
  tell(running.row());
  try {
    const result = await handlerOf(parts, row)(running.run);
    await end(parts, running, { ...(await finish(parts, running)), result: result ?? null });
  } catch (error) {
    await endBadly(parts, running, signal.aborted ? signal.reason : error);
  }
}

function handlerOf({ kindOf }: WorkParts, { kind, undo_of }: JobRow) {
  const how = kindOf(kind);
  const handler = undo_of === null ? how?.run : how?.undo;
  if (!handler) throw new AppError('internal', { cause: new Error(`nothing does jobs of the kind ${kind}`) });
  return handler;
}

/** How a job that did all it could stands now: its file, its undo. */
async function finish({ files, clock, kindOf }: WorkParts, running: Running): Promise<Ending> {
  const row = running.row();
  const file = running.file();
  const isUndoable = row.undo_of === null && kindOf(row.kind)?.undo !== undefined;
  return {
    status: row.failed > 0 ? 'completed_with_errors' : 'completed',
    undoable_until: isUndoable ? isoTime(clock.now() + undoWindowMs) : null,
    ...(file && {
      file_name: file.name,
      file_type: file.type,
      file_size: await files.keep(row.ticket),
      file_expires_at: isoTime(clock.now() + fileLifeMs),
    }),
  };
}

async function endBadly(parts: WorkParts, running: Running, error: unknown): Promise<void> {
  const { code, reason } = toErrorData(error);
  if (code === 'shutting_down') return;
  const { id, kind, ticket, undo_of, done } = running.row();
  await parts.files.remove(ticket);
  const isCancelled = code === 'cancelled';
  if (!isCancelled) parts.logger.error({ err: error, job: id, kind }, `a job failed: ${reason}`);
  // What was done before it broke off can be taken back as well.
  const isUndoable = done > 0 && undo_of === null && parts.kindOf(kind)?.undo !== undefined;
  await end(parts, running, {
    status: isCancelled ? 'cancelled' : 'failed',
    error_code: code,
    undoable_until: isUndoable ? isoTime(parts.clock.now() + undoWindowMs) : null,
  });
}

/** How a job ended, but for what is counted. */
type Ending = Pick<JobRow, 'status' | 'undoable_until'> & Partial<JobRow>;

async function end({ storage, clock, tell }: WorkParts, running: Running, how: Ending): Promise<void> {
  const { result = null, status, error_code = null, undoable_until } = how;
  const { file_name = null, file_type = null, file_size = null, file_expires_at = null } = how;
  const { id, done, failed } = running.row();
  const file = { file_name, file_type, file_size, file_expires_at };
  const finished_at = isoTime(clock.now());
  const patch = { status, error_code, undoable_until, ...file, done, failed, finished_at, state: null };
  await updateJob(storage.db, id, { ...patch, result: result && JSON.stringify(result) });
  tell({ ...running.row(), ...patch, result });
}
