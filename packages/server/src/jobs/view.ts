import type { Job } from '@grabber/contract';
import type { JobRow } from './jobs.repo.ts';
import type { JobReader, JobScope } from './types.ts';

/** A job as it is told. */
export function viewOf(row: JobRow): Job {
  const { id, kind, status, session_id, total, done, failed, result, error_code, undo_of, undone_by } = row;
  const { undoable_until, created_at, started_at, finished_at, file_name, file_size, file_expires_at } = row;
  return {
    ...{ id, kind, status, session_id, total, done, failed, result, error_code, undo_of, undone_by },
    undoable_until: undone_by === null ? undoable_until : null,
    file:
      file_name === null || file_expires_at === null
        ? null
        : { name: file_name, size: file_size ?? 0, expires_at: file_expires_at },
    created_by: { kind: row.created_by_kind, id: row.created_by_id, name: row.created_by_name },
    ...{ created_at, started_at, finished_at },
  };
}

/** Whoever sees every session sees every job; others their own, as long as they see all that it was about. */
export function maySee(row: JobRow, reader: JobReader): boolean {
  const { sessions } = reader;
  if (sessions === 'all') return true;
  if (row.created_by_kind !== reader.kind || row.created_by_id !== reader.id) return false;
  return row.scope_sessions?.every((id) => sessions.has(id)) ?? false;
}

/** For whom the job works. */
export function scopeOf(row: JobRow): JobScope {
  return {
    kind: row.created_by_kind as JobScope['kind'],
    id: row.created_by_id,
    name: row.created_by_name,
    sessions: row.scope_sessions === null ? 'all' : new Set(row.scope_sessions),
  };
}
