import { type Clock, isoTime } from '../../core/index.ts';
import { findSession, insertSession } from '../../sessions/index.ts';
import type { Storage } from '../../storage/index.ts';

/** The session of imported people who are in no account: it has no account and never connects. */
const importSession = { session_id: 'impor', name: 'Impor', engine: 'none' } as const;

/** Makes the session for imports unless it is there. */
export async function ensureImportSession(storage: Storage, clock: Clock): Promise<string> {
  const { session_id, name, engine } = importSession;
  if (await findSession(storage.db, session_id)) return session_id;
  const at = isoTime(clock.now());
  const nothing = { phone_number: null, qr_code: null, last_activity: null, device_info: null, lid: null };
  const row = { session_id, name, engine, ...nothing, status: 'disconnected' as const, status_reason: null };
  const life = { is_active: false, created_at: at, updated_at: at, sync_state: 'none' as const, sync_missing: null };
  await insertSession(storage.db, { ...row, ...life });
  return session_id;
}
