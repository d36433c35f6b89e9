import { chunksOf } from '../../core/index.ts';
import type { BulkWriter, Db } from '../../storage/index.ts';

export type SealedKey = { type: string; key_id: string; sealed: Uint8Array };

/** The sealed keys of one type, by id; ids that are not kept are left out. */
export async function findKeys(
  db: Db,
  sessionId: string,
  type: string,
  ids: string[],
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  for (const part of chunksOf(ids)) {
    const rows = await db
      .selectFrom('engine_keys')
      .select(['key_id', 'sealed'])
      .where('session_id', '=', sessionId)
      .where('type', '=', type)
      .where('key_id', 'in', part)
      .execute();
    for (const row of rows) found.set(row.key_id, row.sealed);
  }
  return found;
}

export async function listKeyIds(db: Db, sessionId: string, type: string): Promise<string[]> {
  const query = db.selectFrom('engine_keys').select('key_id').where('session_id', '=', sessionId);
  const rows = await query.where('type', '=', type).execute();
  return rows.map((row) => row.key_id);
}

export async function saveKeys(db: Db, bulk: BulkWriter, sessionId: string, keys: SealedKey[]): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((key) => ({ session_id: sessionId, ...key }));
  await bulk.upsert(db, 'engine_keys', rows, { key: ['session_id', 'type', 'key_id'], columns: ['sealed'] });
}

export async function deleteKeys(db: Db, sessionId: string, type: string, ids: string[]): Promise<void> {
  for (const part of chunksOf(ids)) {
    await db
      .deleteFrom('engine_keys')
      .where('session_id', '=', sessionId)
      .where('type', '=', type)
      .where('key_id', 'in', part)
      .execute();
  }
}

export async function deleteAllKeys(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_keys').where('session_id', '=', sessionId).execute();
}
