import { appendChanges } from '../changes/index.ts';
import type { ChangeFields, Db, Storage } from '../storage/index.ts';
import type { Session } from './types.ts';

type Patch = { status?: Session['status'] | undefined; status_reason?: Session['status_reason'] | undefined };

/** Notes what became of a session's connection; nothing when it is as it was. Call it in the transaction that writes the row. */
export async function noteState(storage: Storage, trx: Db, before: Session, after: Patch, at: string): Promise<void> {
  const fields: NonNullable<ChangeFields> = {};
  for (const column of ['status', 'status_reason'] as const) {
    const now = after[column];
    if (now !== undefined && now !== before[column]) fields[column] = [before[column], now];
  }
  if (Object.keys(fields).length > 0) await note(storage, trx, before, 'updated', fields, at);
}

/** Notes that a session was deleted, with all that was saved under it. */
export async function noteRemoved(storage: Storage, trx: Db, session: Session, at: string): Promise<void> {
  await note(storage, trx, session, 'removed', null, at);
}

async function note(
  storage: Storage,
  trx: Db,
  { session_id, id }: Session,
  kind: 'updated' | 'removed',
  fields: ChangeFields,
  at: string,
): Promise<void> {
  const about = { session_id, entity: 'session' as const, entity_id: id, group_id: null };
  await appendChanges(storage, trx, [
    { ...about, kind, fields: fields && JSON.stringify(fields), source: 'system', at },
  ]);
}
