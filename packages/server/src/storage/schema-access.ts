import type { AuditAction, Role } from '@grabber/contract';
import type { Generated } from 'kysely';
import type { Json, Time } from './schema-types.ts';

export type ApiKeysTable = {
  id: Generated<number>;
  name: string;
  /** First characters of the key, to recognise it by. */
  prefix: string;
  /** SHA-256 of the key, hex. */
  hash: string;
  scopes: Json<string[]>;
  created_at: Time;
  last_used_at: Time | null;
  expires_at: Time | null;
  revoked_at: Time | null;
  /** False: only those in `api_key_sessions`. */
  all_sessions: Generated<boolean>;
};

/** The sessions that a bound key may touch; it may also be none. */
export type ApiKeySessionsTable = { api_key_id: number; session_id: string };

/** Secrets that were rotated out and are still valid for a while. */
export type ApiKeyOldSecretsTable = { hash: string; api_key_id: number; valid_until: Time };

export type PeopleTable = {
  id: Generated<number>;
  /** Lower case. */
  username: string;
  name: string;
  role: Role;
  /** See `auth/password.ts`. */
  password_hash: string;
  created_at: Time;
  disabled_at: Time | null;
  last_signed_in_at: Time | null;
};

/** Browsers in which people are signed in. */
export type SignInsTable = {
  id: Generated<number>;
  person_id: number;
  /** SHA-256 of the cookie's token, hex. */
  token_hash: string;
  user_agent: string | null;
  created_at: Time;
  last_used_at: Time;
  expires_at: Time;
};

export type InvitationsTable = {
  id: Generated<number>;
  /** SHA-256 of the link's token, hex. */
  token_hash: string;
  role: Role;
  created_at: Time;
  expires_at: Time;
  used_at: Time | null;
  revoked_at: Time | null;
};

/** Who did what; rows are only ever added. */
export type AuditLogTable = {
  id: Generated<number>;
  at: Time;
  actor_kind: 'person' | 'api_key' | 'system' | 'unknown';
  actor_id: number | null;
  action: AuditAction;
  session_id: string | null;
  address: string | null;
  details: Json<Record<string, unknown>>;
};

export type AccessTables = {
  api_keys: ApiKeysTable;
  api_key_sessions: ApiKeySessionsTable;
  api_key_old_secrets: ApiKeyOldSecretsTable;
  people: PeopleTable;
  sign_ins: SignInsTable;
  invitations: InvitationsTable;
  audit_log: AuditLogTable;
};
