import { isoTime } from '../core/index.ts';
import { findSession, insertSession, type Session } from '../sessions/index.ts';
import type { Db } from '../storage/index.ts';
import type { RawRow } from './old-database.repo.ts';
import type { Note } from './report.ts';
import { strangeColumns, textOf, timeOf } from './values.ts';

/** What we take of an old session. Its state is not taken: an account is linked anew, so it starts disconnected and asks nobody. */
const taken = new Set([
  'id',
  'session_id',
  'name',
  'phone_number',
  'device_info',
  'last_activity',
  'created_at',
  'updated_at',
]);
const dropped = new Set([
  'status',
  'qr_code',
  'is_active',
  'status_reason',
  'engine',
  'lid',
  'sync_state',
  'sync_missing',
]);

export type FoundSession = { session: Pick<Session, 'session_id' | 'name'>; state: 'added' | 'here' };

/** Our session of this id, made from the old row when we have none. */
export async function findOrAdd(db: Db, session_id: string, row: RawRow, write: boolean): Promise<FoundSession> {
  const found = await findSession(db, session_id);
  if (found) return { session: found, state: 'here' };
  const now = isoTime(Date.now());
  const created_at = timeOf(row['created_at']) ?? now;
  const device = row['device_info'];
  const session = {
    session_id,
    name: textOf(row['name'], 255) ?? session_id,
    phone_number: textOf(row['phone_number'], 255),
    status: 'disconnected' as const,
    status_reason: 'not_linked' as const,
    is_active: false,
    last_activity: timeOf(row['last_activity']),
    device_info: typeof device === 'object' && device !== null ? JSON.stringify(device) : null,
    created_at,
    updated_at: timeOf(row['updated_at']) ?? created_at,
  };
  if (write) await insertSession(db, session);
  return { session, state: 'added' };
}

/** Columns of the old session that have no place with us, such as its owner's number. */
export function sessionNotes(row: RawRow): Note[] {
  const strange = strangeColumns(row, new Set([...taken, ...dropped]));
  return strange
    ? [
        {
          kind: 'kept',
          contact_row_id: null,
          details: { table: 'whatsapp_sessions', old_id: row['id'], columns: strange },
        },
      ]
    : [];
}
