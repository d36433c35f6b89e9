import { AppError, isoTime } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Backoff } from './backoff.ts';
import type { Connection } from './connection.ts';
import { listBookIds, removeFromBook } from './directory.repo.ts';
import { deadline, toEngineError, until } from './errors.ts';
import { findLids, findPhones } from './lid-map.repo.ts';
import type { Sock } from './socket.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { EngineTimings } from './timings.ts';
import type { Writer } from './writer.ts';

const collection = 'critical_unblock_low';

export type Refresh = 'refreshed' | 'suspicious';

export type AddressBook = {
  /** Asks for the whole address book; joins a refresh that runs. Who is not in it any more is taken out, unless the answer is suspiciously small. */
  refresh(connection: Connection): Promise<Refresh>;
  /** Ids that the address book told of, whoever asked. */
  heard(ids: string[]): void;
  /** Whether this connection's Baileys holds a state of the address book. */
  isSynced(connection: Connection): Promise<boolean>;
};

/** The address book: app state collection `critical_unblock_low` (whatsapp-protocol.md, section 7, trap 4 and E3). */
export function createAddressBook({
  storage,
  sessionId,
  writer,
  progress,
  backoff,
  timings,
}: {
  storage: Storage;
  sessionId: string;
  writer: Writer;
  progress: SyncProgress;
  backoff: Backoff;
  timings: EngineTimings;
}): AddressBook {
  let heard: Set<string> | undefined;
  let running: Promise<Refresh> | undefined;

  async function isSynced({ sock }: Connection): Promise<boolean> {
    const found = await sock.authState.keys.get('app-state-sync-version', [collection]);
    return found[collection] !== undefined;
  }

  async function ask(connection: Connection): Promise<Set<string>> {
    const { sock, over } = connection;
    if (!connection.auth.creds.myAppStateKeyId) {
      throw new AppError('upstream', { cause: new Error('the phone has not shared its app-state key yet') });
    }
    heard = new Set();
    try {
      await until(askFromScratch(sock), over, deadline(timings.addressBook));
      await writer.settle();
      if (!(await isSynced(connection))) throw new AppError('upstream', { cause: new Error('no address book came') });
      return heard;
    } finally {
      heard = undefined;
    }
  }

  /** In one key transaction, under the lock of Baileys' own reads: a failure leaves the state as it was. */
  async function askFromScratch({ authState, resyncAppState }: Sock): Promise<void> {
    await authState.keys.transaction(async () => {
      await authState.keys.set({ 'app-state-sync-version': { [collection]: null } });
      await resyncAppState([collection], false);
    }, authState.creds.me?.id ?? collection);
  }

  async function refresh(connection: Connection): Promise<Refresh> {
    backoff.check();
    await writer.settle();
    const before = await listBookIds(storage.db, sessionId);
    const seen = await ask(connection).catch((error: unknown) => {
      throw backoff.failed(toEngineError(error));
    });
    backoff.succeeded();
    const suspicious = progress.row().has_address_book && seen.size < before.length / 2;
    if (!suspicious) await removeFromBook(storage.db, sessionId, await gone(before, seen));
    await progress.change({ has_address_book: true, address_book_refreshed_at: isoTime(Date.now()) });
    return suspicious ? 'suspicious' : 'refreshed';
  }

  /** Who was in the book and is not in the answer, under none of both ids. */
  async function gone(before: string[], seen: Set<string>): Promise<string[]> {
    const unseen = before.filter((jid) => !seen.has(jid));
    const digits = unseen.map((jid) => jid.split('@')[0] ?? '');
    const phones = await findPhones(storage.db, sessionId, digits);
    const lids = await findLids(storage.db, sessionId, digits);
    return unseen.filter((jid) => {
      const [own = '', server] = jid.split('@');
      const other = server === 'lid' ? `${phones.get(own)}@s.whatsapp.net` : `${lids.get(own)}@lid`;
      return !seen.has(other);
    });
  }

  return {
    isSynced,
    heard: (ids) => {
      for (const id of ids) heard?.add(id);
    },
    refresh(connection) {
      running ??= refresh(connection).finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
