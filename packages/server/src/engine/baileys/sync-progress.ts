import type { SyncPart } from '@grabber/contract';
import type { Db, Storage } from '../../storage/index.ts';
import { findSyncState, type SyncStateRow, saveSyncState } from './sync-state.repo.ts';

export type SyncProgress = {
  row(): SyncStateRow;
  /** Changes and saves; given a transaction, together with what it writes. */
  change(patch: Partial<SyncStateRow>, db?: Db): Promise<void>;
  missing(): SyncPart[];
};

/** The saved flags of one account's first sync, and when things were last asked. The engine is their only writer. */
export async function openSyncProgress(storage: Storage, sessionId: string): Promise<SyncProgress> {
  let row = await findSyncState(storage.db, sessionId);
  return {
    row: () => row,
    async change(patch, db = storage.db) {
      row = { ...row, ...patch };
      await saveSyncState(db, storage.bulk, row);
    },
    missing: () => {
      const parts: SyncPart[] = [];
      if (!row.has_address_book) parts.push('address_book');
      if (!row.has_chats) parts.push('chats');
      if (!row.has_push_names) parts.push('push_names');
      return parts;
    },
  };
}
