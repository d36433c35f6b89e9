import { noCounts } from '../../grabbing/counts.ts';
import type { Grab } from '../../grabbing/index.ts';
import type { Session } from '../../sessions/index.ts';

/** Rows as events tell them, with fields that a test may set. */
const at = '2026-01-15T10:30:00.000Z';

export function aSession(fields: Partial<Session> = {}): Session {
  const times = { created_at: at, updated_at: at, last_activity: null };
  const states = { status: 'connected', status_reason: null, sync_state: 'complete', sync_missing: null } as const;
  const names = { session_id: 's1', name: 'Toko Budi', phone_number: '6281234567890', lid: null, engine: 'baileys' };
  return { id: 1, qr_code: null, is_active: true, device_info: null, ...times, ...states, ...names, ...fields };
}

export function aGrab(fields: Partial<Grab> = {}): Grab {
  const base = { id: 7, session_id: 's1', kind: 'all', status: 'completed', stage: 'done' } as const;
  const times = { created_at: at, started_at: at, finished_at: at };
  const errors = { errors_count: 0, error_code: null, error_reason: null, missing: null, retry_of: null };
  return { ...base, ...times, ...errors, counts: noCounts(), ...fields };
}
