import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required, type Table, unique } from '../dialects/table.ts';
import { ownTables } from './0001-tables.ts';
import type { MigrationTools } from './tools.ts';

/** What access needs beside `api_keys`. */
export const accessTables: Record<string, Table> = {
  api_key_sessions: {
    columns: { api_key_id: required('bigint'), session_id: required('identity') },
    primaryKey: ['api_key_id', 'session_id'],
    indexes: [index('session_id')],
  },
  api_key_old_secrets: {
    columns: { hash: required('key'), api_key_id: required('bigint'), valid_until: required('time') },
    primaryKey: ['hash'],
    indexes: [index('api_key_id')],
  },
  people: {
    columns: {
      id: required('id'),
      username: required('key'),
      name: required('name'),
      role: required('word'),
      password_hash: required('key'),
      created_at: required('time'),
      disabled_at: optional('time'),
      last_signed_in_at: optional('time'),
    },
    indexes: [unique('username')],
  },
  sign_ins: {
    columns: {
      id: required('id'),
      person_id: required('bigint'),
      token_hash: required('key'),
      user_agent: optional('name'),
      created_at: required('time'),
      last_used_at: required('time'),
      expires_at: required('time'),
    },
    indexes: [unique('token_hash'), index('person_id')],
  },
  invitations: {
    columns: {
      id: required('id'),
      token_hash: required('key'),
      role: required('word'),
      created_at: required('time'),
      expires_at: required('time'),
      used_at: optional('time'),
      revoked_at: optional('time'),
    },
    indexes: [unique('token_hash')],
  },
  audit_log: {
    columns: {
      id: required('id'),
      at: required('time'),
      actor_kind: required('word'),
      actor_id: optional('bigint'),
      action: required('word'),
      session_id: optional('identity'),
      address: optional('word'),
      details: required('json'),
    },
    indexes: [index('session_id', 'id'), index('action', 'id')],
  },
};

/** People, sign-ins, invitations, keys bound to sessions, and the audit log. */
export async function addAccess(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(accessTables)) await schema.create(db, name, table);
  const keys = ownTables['api_keys'];
  if (!keys) return;
  await schema.extend(db, 'api_keys', {
    ...keys,
    columns: { ...keys.columns, all_sessions: required('boolean', true) },
  });
}
