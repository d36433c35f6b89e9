import type { Selectable } from 'kysely';
import type { Authorized, Visible } from '../auth/index.ts';
import type { GatewayKind, GatewaySettings } from '../engine/index.ts';
import type { WhatsappSessionsTable } from '../storage/index.ts';

/** A row of `whatsapp_sessions`. */
export type Session = Selectable<WhatsappSessionsTable>;

/** The QR code or pairing code to show now; all null when there is none. */
export type Pairing = {
  /** PNG data URL. */
  qr_code: string | null;
  /** The text that the QR code holds. */
  qr_raw: string | null;
  qr_expires_at: string | null;
  /** Which code of how many, from 1. */
  qr_attempt: number | null;
  qr_attempts: number | null;
  pairing_code: string | null;
  pairing_code_expires_at: string | null;
};

export type NewSession = {
  name: string;
  phone_number?: string | null;
  /** Given by the engine contract's callers; otherwise a new UUID. */
  session_id?: string;
  /** Where the account lives when somebody else's gateway holds it; otherwise the built-in engine connects it. */
  gateway?: GatewaySettings & { kind: GatewayKind };
};

/**
 * Life of the accounts' connections. All methods throw `AppError`: `session_not_found`, `session_exists`,
 * `pairing_unavailable` and the engine's codes.
 */
export type Sessions = {
  /** Those that the caller may see, oldest first. */
  list(visible: Visible, filter?: { activeOnly?: boolean }): Promise<Session[]>;
  get(id: Authorized<string>): Promise<Session>;
  /** Creates the row and starts connecting; returns at once with status `connecting`. */
  create(input: NewSession): Promise<Session>;
  pairing(id: Authorized<string>): Promise<Pairing>;
  /** Starts connecting unless connected; a logged-out session gets a new QR code. Returns the row as it is then. */
  connect(id: Authorized<string>): Promise<Session>;
  /** Closes the connection and opens it anew. */
  reconnect(id: Authorized<string>): Promise<Session>;
  requestPairingCode(id: Authorized<string>, phone: string): Promise<Pairing>;
  /** Unlinks at WhatsApp and erases the credentials; the row and its contacts stay. */
  logout(id: Authorized<string>): Promise<Session>;
  /** Logs out, then removes the row and everything saved under it. */
  delete(id: Authorized<string>): Promise<void>;
  /** Throws `session_not_connected` (details: status) unless the account is connected. */
  requireConnected(id: Authorized<string>): Promise<Session>;
  /** Calls the listener whenever a session's row changed, and with its last state when it was removed; returns how to stop. */
  subscribe(listener: (session: Session, change: 'changed' | 'removed') => void): () => void;
  /** Brings back every session that was active; called once at start. */
  start(): Promise<void>;
  /** Closes all connections; rows keep their `is_active`, so that the next start brings them back. */
  close(): Promise<void>;
};
