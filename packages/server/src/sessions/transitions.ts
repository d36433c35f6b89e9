import type { SessionStatus, StatusReason } from '@grabber/contract';
import { isoTime } from '../core/index.ts';
import type { EngineEvent } from '../engine/index.ts';
import type { SessionPatch } from './sessions.repo.ts';
import type { Session } from './types.ts';

type Closed = Extract<EngineEvent, { type: 'closed' }>;
type Linked = Extract<EngineEvent, { type: 'linked' | 'open' }>;

/** The state a session is in after its connection ended for this reason; the seed's states, told apart by the reason. */
const statusAfter: Partial<Record<StatusReason, SessionStatus>> = {
  banned: 'auth_failed',
  pairing_failed: 'auth_failed',
  client_outdated: 'error',
  credentials_unreadable: 'error',
  wrong_key: 'error',
  wrong_session: 'error',
  engine_too_old: 'error',
};

/** Reasons that stay after a restart of the program: only the user can end them. */
const staysDown = new Set<StatusReason>([
  'stopped',
  'replaced',
  'logged_out',
  'banned',
  'pairing_expired',
  'pairing_failed',
]);

/** What an engine event changes in the session's row. `qrImage` is the PNG data URL for a `qr` event. */
export function patchFor(event: EngineEvent, now: number, qrImage: string | null): SessionPatch {
  const at = { updated_at: isoTime(now) };
  switch (event.type) {
    case 'qr':
      return { ...at, status: 'qr_ready', status_reason: 'not_linked', qr_code: qrImage };
    case 'linked':
      return { ...at, ...accountPatch(event), status: 'authenticated', status_reason: null, qr_code: null };
    case 'open':
      return {
        ...at,
        ...accountPatch(event),
        status: 'connected',
        status_reason: null,
        qr_code: null,
        last_activity: isoTime(now),
      };
    case 'sync':
      return { ...at, sync_state: event.state, sync_missing: JSON.stringify(event.missing) };
    // What is told between grabs changes nothing of the connection.
    case 'told':
      return {};
    case 'closed':
      return { ...at, ...closedPatch(event) };
  }
}

/** The row of a session that starts an attempt to connect. */
export function connectingPatch(now: number): SessionPatch {
  return { status: 'connecting', status_reason: null, qr_code: null, is_active: true, updated_at: isoTime(now) };
}

/** Whether a session should be brought back when the program starts. */
export function comesBack(session: Session, linked: boolean): boolean {
  if (!session.is_active) return false;
  if (session.status_reason && staysDown.has(session.status_reason)) return false;
  return linked || session.status === 'connecting' || session.status === 'qr_ready';
}

function closedPatch(event: Closed): SessionPatch {
  const status = statusAfter[event.reason] ?? 'disconnected';
  const patch: SessionPatch = { status, status_reason: event.reason, qr_code: null };
  return event.reason === 'logged_out' ? { ...patch, sync_state: 'none', sync_missing: null } : patch;
}

function accountPatch(event: Linked): SessionPatch {
  const { pn, lid, name } = event.account;
  const patch: SessionPatch = {};
  if (pn) patch.phone_number = pn;
  if (lid) patch.lid = lid;
  if (name) patch.device_info = JSON.stringify({ name });
  return patch;
}
