import type { Insertable } from 'kysely';
import type { ApiKeyOldSecretsTable, Db } from '../storage/index.ts';

/** The key that had this secret before its rotation, while it is still valid. */
export async function findKeyIdByOldSecret(db: Db, hash: string, now: string): Promise<number | undefined> {
  const query = db.selectFrom('api_key_old_secrets').select('api_key_id').where('hash', '=', hash);
  return (await query.where('valid_until', '>', now).executeTakeFirst())?.api_key_id;
}

export async function insertOldSecret(db: Db, row: Insertable<ApiKeyOldSecretsTable>): Promise<void> {
  await db.insertInto('api_key_old_secrets').values(row).execute();
}

/** Ends all old secrets of a key. */
export async function deleteOldSecrets(db: Db, keyId: number): Promise<void> {
  await db.deleteFrom('api_key_old_secrets').where('api_key_id', '=', keyId).execute();
}
