import { type SyncPart, syncPart } from '@grabber/contract';
import type { Db, Storage } from '../../storage/index.ts';
import { findSyncState, type SyncStateRow, saveSyncState } from './sync-state.repo.ts';

export type SyncProgress = {
  row(): SyncStateRow;
  /** Changes and saves; given a transaction, together with what it writes. */
  change(patch: Partial<SyncStateRow>, db?: Db): Promise<void>;
  /** Parts that were received, and of which something could not be read so far. */
  unread(parts: ReadonlySet<SyncPart>): void;
  missing(): SyncPart[];
};

/** The saved flags of one account's first sync, and when things were last asked. The engine is their only writer. */
export async function openSyncProgress(storage: Storage, sessionId: string): Promise<SyncProgress> {
  let row = await findSyncState(storage.db, sessionId);
  let unread: ReadonlySet<SyncPart> = new Set();
  return {
    row: () => row,
    async change(patch, db = storage.db) {
      row = { ...row, ...patch };
      await saveSyncState(db, storage.bulk, row);
    },
    unread(parts) {
      unread = parts;
    },
    missing: () => {
      const { has_address_book: address_book, has_chats: chats, has_push_names: push_names } = row;
      const told = { address_book, chats, push_names };
      return syncPart.options.filter((part) => !told[part] || unread.has(part));
    },
  };
}
