import { isoTime } from '../../core/index.ts';
import type { BulkWriter, Db } from '../../storage/index.ts';

export type InboxRow = { item_id: string; sealed: Uint8Array };

export async function saveInboxItem(
  db: Db,
  bulk: BulkWriter,
  sessionId: string,
  item: InboxRow,
  now: number,
): Promise<void> {
  await bulk.upsert(db, 'engine_sync_inbox', [{ session_id: sessionId, ...item, received_at: isoTime(now) }], {
    key: ['session_id', 'item_id'],
    columns: ['sealed', 'received_at'],
  });
}

/** Ids of what waits, oldest first. */
export async function listInboxIds(db: Db, sessionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('engine_sync_inbox')
    .select('item_id')
    .where('session_id', '=', sessionId)
    .orderBy('received_at')
    .execute();
  return rows.map((row) => row.item_id);
}

/** What waits in all sessions. */
export async function allInboxItems(db: Db): Promise<{ session_id: string; item_id: string }[]> {
  return await db.selectFrom('engine_sync_inbox').select(['session_id', 'item_id']).execute();
}

/** Writes an item anew; when it came stays. */
export async function resealInboxItem(db: Db, sessionId: string, { item_id, sealed }: InboxRow): Promise<void> {
  await db
    .updateTable('engine_sync_inbox')
    .set({ sealed })
    .where('session_id', '=', sessionId)
    .where('item_id', '=', item_id)
    .execute();
}

export async function findInboxItem(db: Db, sessionId: string, itemId: string): Promise<Uint8Array | undefined> {
  const query = db.selectFrom('engine_sync_inbox').select('sealed').where('session_id', '=', sessionId);
  const row = await query.where('item_id', '=', itemId).executeTakeFirst();
  return row?.sealed;
}

export async function deleteInboxItems(db: Db, sessionId: string, itemIds: string[]): Promise<void> {
  if (itemIds.length === 0) return;
  await db
    .deleteFrom('engine_sync_inbox')
    .where('session_id', '=', sessionId)
    .where('item_id', 'in', itemIds)
    .execute();
}

export async function deleteInbox(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_sync_inbox').where('session_id', '=', sessionId).execute();
}
