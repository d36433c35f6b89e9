import { isoTime } from '../../core/index.ts';
import type { BulkWriter, Db } from '../../storage/index.ts';

/** The sealed credentials of a linked account; undefined while it is not linked. */
export async function findCredentials(db: Db, sessionId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('engine_credentials')
    .select('sealed')
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row?.sealed;
}

/** All sealed credentials. */
export async function listCredentials(db: Db): Promise<{ session_id: string; sealed: Uint8Array }[]> {
  return await db.selectFrom('engine_credentials').select(['session_id', 'sealed']).execute();
}

export async function hasCredentials(db: Db, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('engine_credentials')
    .select('session_id')
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function saveCredentials(
  db: Db,
  bulk: BulkWriter,
  sessionId: string,
  sealed: Uint8Array,
  now: number,
): Promise<void> {
  await bulk.upsert(db, 'engine_credentials', [{ session_id: sessionId, sealed, updated_at: isoTime(now) }], {
    key: ['session_id'],
    columns: ['sealed', 'updated_at'],
  });
}

export async function deleteCredentials(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_credentials').where('session_id', '=', sessionId).execute();
}
