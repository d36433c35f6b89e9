import { z } from 'zod';

/** The states of a session as existing callers know them; `status_reason` says why. */
export const sessionStatus = z.enum([
  'connecting',
  'qr_ready',
  'authenticated',
  'auth_failed',
  'connected',
  'disconnected',
  'error',
]);
export type SessionStatus = z.infer<typeof sessionStatus>;

/** Why a session is not connected. */
export const statusReason = z.enum([
  'not_linked',
  'stopped',
  'connection_lost',
  'unreachable',
  'server_unavailable',
  'pairing_expired',
  'pairing_failed',
  'replaced',
  'logged_out',
  'banned',
  'client_outdated',
  'engine_crashed',
  'credentials_unreadable',
  'engine_unreachable',
  'engine_too_old',
  'wrong_key',
  'wrong_session',
]);
export type StatusReason = z.infer<typeof statusReason>;

/** How far the first sync after linking came. `incomplete`: the parts in `sync_missing` will not be told again. */
export const syncState = z.enum(['none', 'running', 'complete', 'incomplete']);
export type SyncState = z.infer<typeof syncState>;

/** A part of the first sync. Only `address_book` can be asked for again; for the others the account must be linked again. */
export const syncPart = z.enum(['address_book', 'chats', 'push_names']);
export type SyncPart = z.infer<typeof syncPart>;

export const contactType = z.enum(['individual', 'group']);
export type ContactType = z.infer<typeof contactType>;
export const contactStatus = z.enum(['active', 'inactive', 'blocked']);
export const memberRole = z.enum(['member', 'admin', 'superadmin']);
export type MemberRole = z.infer<typeof memberRole>;

export const grabKind = z.enum(['groups', 'contacts', 'all']);
export type GrabKind = z.infer<typeof grabKind>;

export const grabStatus = z.enum(['queued', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled']);
export type GrabStatus = z.infer<typeof grabStatus>;

/** The stage a running grab is in, in this order; a kind skips what it does not need. */
export const grabStage = z.enum(['waiting', 'contacts', 'groups', 'saving', 'done']);
export type GrabStage = z.infer<typeof grabStage>;
