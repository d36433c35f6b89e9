import { createHash } from 'node:crypto';
import { type SyncPart, syncPart } from '@grabber/contract';
import { proto, unpadRandomMax16 } from '@whiskeysockets/baileys';
import type { Db, Storage } from '../../storage/index.ts';
import type { Sealer } from '../seal.ts';
import { deleteInboxItems, findInboxItem, listInboxIds, saveInboxItem } from './sync-inbox.repo.ts';

export type OnceOnly =
  | { kind: 'history'; notification: proto.Message.IHistorySyncNotification }
  | { kind: 'key-share'; keys: proto.Message.IAppStateSyncKey[] };

export type SyncInbox = ReturnType<typeof createSyncInbox>;

/**
 * Keeps, sealed, what the phone tells only once, from before it is confirmed until what is in it has reached the directory.
 * Only history notices and app-state keys: no other message is ever written down.
 */
export function createSyncInbox({
  storage,
  sealer,
  sessionId,
  wanted,
}: {
  storage: Storage;
  sealer: Sealer;
  sessionId: string;
  /** Which history Baileys will process. */
  wanted: (notification: proto.Message.IHistorySyncNotification) => boolean;
}) {
  /** Ids of kept history by what its event will say of itself, oldest first: events tell no message id. */
  const expected = new Map<string, string[]>();
  const keyShares = new Set<string>();

  return {
    /** Called with every decrypted message of the account's own phone, before Baileys confirms it. */
    async keep(padded: Uint8Array): Promise<void> {
      const plain = unpadRandomMax16(padded);
      const item = onceOnly(plain);
      if (!item || (item.kind === 'history' && !wanted(item.notification))) return;
      const id = `${partOf(item)}:${createHash('sha256').update(plain).digest('hex').slice(0, 32)}`;
      await storage.transaction((trx) =>
        saveInboxItem(
          trx,
          storage.bulk,
          sessionId,
          { item_id: id, sealed: sealer.seal([sessionId, 'inbox', id], plain) },
          Date.now(),
        ),
      );
      if (item.kind === 'key-share') keyShares.add(id);
      else remember(expected, historyName(item.notification), id);
    },
    /** The item whose data an event brought. */
    take(event: { syncType?: number | null | undefined; chunkOrder?: number | null | undefined }): string | undefined {
      return expected.get(historyName(event))?.shift();
    },
    takeKeyShares(): string[] {
      const ids = [...keyShares];
      keyShares.clear();
      return ids;
    },
    /** Ids of what an earlier run left behind, or a failed download. */
    async leftovers(): Promise<string[]> {
      const awaited = new Set([...keyShares, ...[...expected.values()].flat()]);
      const ids = await listInboxIds(storage.db, sessionId);
      return ids.filter((id) => !awaited.has(id));
    },
    /** One item, read only when its turn comes: a history chunk may be large. Throws `UnreadableError`. */
    async read(id: string): Promise<OnceOnly | undefined> {
      const sealed = await findInboxItem(storage.db, sessionId, id);
      return sealed && onceOnly(sealer.open([sessionId, 'inbox', id], sealed));
    },
    forget: (db: Db, ids: string[]) => deleteInboxItems(db, sessionId, ids),
    /** Whatever was awaited will not come any more on this connection; it counts as left over from now on. */
    giveUp(): void {
      expected.clear();
      keyShares.clear();
    },
  };
}

/** The part of the first sync that an inbox item belongs to; its id says so, in case the item cannot be read. */
export function inboxPart(id: string): SyncPart {
  return syncPart.parse(id.split(':')[0]);
}

function partOf(item: OnceOnly): SyncPart {
  if (item.kind === 'key-share') return 'address_book';
  return item.notification.syncType === proto.Message.HistorySyncType.PUSH_NAME ? 'push_names' : 'chats';
}

function historyName(event: { syncType?: number | null | undefined; chunkOrder?: number | null | undefined }): string {
  return `${event.syncType ?? 0}:${event.chunkOrder ?? 0}`;
}

function remember(map: Map<string, string[]>, name: string, id: string): void {
  const ids = map.get(name) ?? [];
  if (!ids.includes(id)) ids.push(id);
  map.set(name, ids);
}

function onceOnly(plain: Uint8Array): OnceOnly | undefined {
  const message = proto.Message.decode(plain);
  const protocol = (message.deviceSentMessage?.message ?? message).protocolMessage;
  if (protocol?.historySyncNotification) return { kind: 'history', notification: protocol.historySyncNotification };
  const keys = protocol?.appStateSyncKeyShare?.keys;
  return keys?.length ? { kind: 'key-share', keys } : undefined;
}
