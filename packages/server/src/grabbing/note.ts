import { appendChanges } from '../changes/index.ts';
import { isoTime } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import type { GrabPatch } from './grabs.repo.ts';
import type { Grab } from './types.ts';

/**
 * Notes that a grab began or ended, when the patch says so; call it in the transaction that writes the row. What the grab changes stands between
 * the two in the log.
 */
export async function noteGrab(storage: Storage, trx: Db, before: Grab, patch: GrabPatch, now: number): Promise<void> {
  const begins = patch.status === 'running' && before.started_at === null;
  if (!begins && !patch.finished_at) return;
  const { session_id, id } = before;
  const fields = begins ? null : JSON.stringify({ status: [before.status, patch.status] });
  const about = { session_id, entity: 'grab' as const, entity_id: id, group_id: null };
  const kind = begins ? ('created' as const) : ('finished' as const);
  await appendChanges(storage, trx, [{ ...about, kind, fields, source: `grab:${id}`, at: isoTime(now) }]);
}
