import { deflateSync, inflateSync } from 'node:zlib';
import type { Db } from '../../storage/index.ts';
import { type Sealer, UnreadableError } from '../seal.ts';
import { pruned } from './prune.ts';
import { allInboxItems, findInboxItem, resealInboxItem } from './sync-inbox.repo.ts';

/** What waits in the inbox of a session about somebody. */
export type InboxFind = { session_id: string; found: unknown[] };

/** Looks for somebody in what the phone told once and nobody has worked off yet. */
export type InboxSearch = {
  /** By phone digits and hidden ids. What was sealed with another SECRET_KEY cannot be searched, and cannot be worked off either. */
  find(db: Db, digits: ReadonlySet<string>): Promise<InboxFind[]>;
  /** Takes them out of it, and tells of how many items. The rest is worked off as if they had never been told of. */
  remove(db: Db, digits: ReadonlySet<string>): Promise<number>;
};

export function createInboxSearch(sealer: Sealer): InboxSearch {
  /** One item at a time: a chunk of history may be large. */
  async function* hits(db: Db, digits: ReadonlySet<string>) {
    for (const { session_id, item_id } of await allInboxItems(db)) {
      const sealed = await findInboxItem(db, session_id, item_id);
      const place = [session_id, 'inbox', item_id];
      const plain = sealed && opened(sealer, place, sealed);
      const cleaned = plain && (await withoutPerson(plain, digits));
      if (cleaned) yield { session_id, item_id, place, ...cleaned };
    }
  }

  return {
    async find(db, digits) {
      const finds: InboxFind[] = [];
      for await (const { session_id, found } of hits(db, digits)) finds.push({ session_id, found });
      return finds;
    },
    async remove(db, digits) {
      let count = 0;
      for await (const { session_id, item_id, place, plain } of hits(db, digits)) {
        await resealInboxItem(db, session_id, { item_id, sealed: sealer.seal(place, plain) });
        count += 1;
      }
      return count;
    },
  };
}

function opened(sealer: Sealer, place: string[], sealed: Uint8Array): Uint8Array | undefined {
  try {
    return sealer.open(place, sealed);
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

type Cleaned = { plain: Uint8Array; found: unknown[] };

/**
 * The item without the person, and what was taken out; undefined where nothing is. Only history within its notice is here: other notices
 * say where it lies. Baileys is loaded when something waits, which is seldom, and it is large.
 */
async function withoutPerson(plain: Uint8Array, digits: ReadonlySet<string>): Promise<Cleaned | undefined> {
  const { proto } = await import('@whiskeysockets/baileys');
  const message = proto.Message.decode(plain);
  const notice = (message.deviceSentMessage?.message ?? message).protocolMessage?.historySyncNotification;
  if (!notice?.initialHistBootstrapInlinePayload) return undefined;
  const history = proto.HistorySync.decode(inflateSync(notice.initialHistBootstrapInlinePayload));
  const found = pruned(history, digits);
  if (found.length === 0) return undefined;
  notice.initialHistBootstrapInlinePayload = deflateSync(proto.HistorySync.encode(history).finish());
  return { plain: proto.Message.encode(message).finish(), found };
}
