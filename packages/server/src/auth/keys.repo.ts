import type { Insertable, Selectable } from 'kysely';
import type { ApiKeysTable, Db } from '../storage/index.ts';

export type KeyRow = Selectable<ApiKeysTable>;

/** The key with this hash, whatever became of it. */
export function findKeyByHash(db: Db, hash: string): Promise<KeyRow | undefined> {
  return db.selectFrom('api_keys').selectAll().where('hash', '=', hash).executeTakeFirst();
}

/** Keys with these first characters that nobody revoked. */
export function findLiveKeysByPrefix(db: Db, prefix: string): Promise<KeyRow[]> {
  return db.selectFrom('api_keys').selectAll().where('prefix', '=', prefix).where('revoked_at', 'is', null).execute();
}

/** All keys, in the order they were made. */
export function listKeys(db: Db): Promise<KeyRow[]> {
  return db.selectFrom('api_keys').selectAll().orderBy('id').execute();
}

/** Saves a new key and returns its row. */
export async function insertKey(db: Db, row: Insertable<ApiKeysTable>): Promise<KeyRow> {
  await db.insertInto('api_keys').values(row).execute();
  return db.selectFrom('api_keys').selectAll().where('hash', '=', row.hash).executeTakeFirstOrThrow();
}

/** Revokes a key; false when there is no such key or it was revoked before. */
export async function revokeKey(db: Db, id: number, at: string): Promise<boolean> {
  const query = db.updateTable('api_keys').set({ revoked_at: at }).where('id', '=', id).where('revoked_at', 'is', null);
  return (await query.executeTakeFirst()).numUpdatedRows > 0n;
}

/** Makes a revoked key valid again. */
export async function reviveKey(db: Db, id: number): Promise<void> {
  await db.updateTable('api_keys').set({ revoked_at: null }).where('id', '=', id).execute();
}

/** Notes when a key was last used. */
export async function touchKey(db: Db, id: number, at: string): Promise<void> {
  await db.updateTable('api_keys').set({ last_used_at: at }).where('id', '=', id).execute();
}

/** The key with this id, whatever became of it. */
export function findKey(db: Db, id: number): Promise<KeyRow | undefined> {
  return db.selectFrom('api_keys').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Gives a key a new secret. */
export async function replaceSecret(db: Db, id: number, secret: { hash: string; prefix: string }): Promise<void> {
  await db.updateTable('api_keys').set(secret).where('id', '=', id).execute();
}
