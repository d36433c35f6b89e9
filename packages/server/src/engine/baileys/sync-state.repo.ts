import type { Selectable } from 'kysely';
import type { BulkWriter, Db, EngineSyncStateTable } from '../../storage/index.ts';

export type SyncStateRow = Selectable<EngineSyncStateTable>;

/** How far the first sync came; nothing yet when no row stands. */
export async function findSyncState(db: Db, sessionId: string): Promise<SyncStateRow> {
  const row = await db
    .selectFrom('engine_sync_state')
    .selectAll()
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row ?? nothingYet(sessionId);
}

export async function saveSyncState(db: Db, bulk: BulkWriter, row: SyncStateRow): Promise<void> {
  const columns = Object.keys(row).filter((column) => column !== 'session_id');
  await bulk.upsert(db, 'engine_sync_state', [row], { key: ['session_id'], columns });
}

export async function deleteSyncState(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_sync_state').where('session_id', '=', sessionId).execute();
}

function nothingYet(sessionId: string): SyncStateRow {
  return {
    session_id: sessionId,
    has_address_book: false,
    has_chats: false,
    has_push_names: false,
    history_complete: false,
    groups_fetched_at: null,
    address_book_refreshed_at: null,
  };
}
