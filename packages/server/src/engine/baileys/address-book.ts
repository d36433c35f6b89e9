import { AppError, isoTime } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Backoff } from './backoff.ts';
import { bookCollection, standingEntries } from './book-entries.ts';
import type { Connection } from './connection.ts';
import { listBookIds, removeFromBook } from './directory.repo.ts';
import { deadline, pause, toEngineError, until } from './errors.ts';
import { findLids, findPhones } from './lid-map.repo.ts';
import type { Sock } from './socket.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { EngineTimings } from './timings.ts';
import type { Writer } from './writer.ts';

const collection = bookCollection;
/** Entries to try whether the list of standing ones is understood. */
const sample = 200;
/** Somebody with more waits for the next grab when one broke off. */
const mostRetold = 5000;

export type Refresh = 'refreshed' | 'suspicious';

export type AddressBook = {
  /** Asks for the whole address book; joins a refresh that runs. Who is not in it any more is taken out, unless the answer is suspiciously small. */
  refresh(connection: Connection): Promise<Refresh>;
  /** Ids that the address book told of, whoever asked; those that were told because they were removed are taken out. */
  heard(connection: Connection, ids: string[]): void;
  /** Goes on with what an earlier connection told and was cut off from. */
  reopened(connection: Connection): void;
  isRefreshing(): boolean;
  /** A grab that read the book anew broke off: what is new in it is told as live changes. */
  retell(): Promise<void>;
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
  onChange,
}: {
  storage: Storage;
  sessionId: string;
  writer: Writer;
  progress: SyncProgress;
  backoff: Backoff;
  timings: EngineTimings;
  /** Called with the ids of live changes once it is known which of them still stand in the book. */
  onChange: (standing: string[], removed: string[]) => void;
}): AddressBook {
  let heard: Set<string> | undefined;
  let running: Promise<Refresh> | undefined;
  const told = new Set<string>();
  let verifying: Promise<void> | undefined;

  async function isSynced({ sock }: Connection): Promise<boolean> {
    const found = await sock.authState.keys.get('app-state-sync-version', [collection]);
    return found[collection] !== undefined;
  }

  async function ask(connection: Connection): Promise<Set<string>> {
    const { sock, over } = connection;
    if (!connection.auth.creds.myAppStateKeyId) {
      throw new AppError('upstream', { cause: new Error('the phone has not shared its app-state key yet') });
    }
    const asked = new Set<string>();
    heard = asked;
    try {
      await until(askFromScratch(sock), over, deadline(timings.addressBook));
      await writer.settle();
      if (!(await isSynced(connection))) throw new AppError('upstream', { cause: new Error('no address book came') });
      return await standingEntries({ storage, sessionId, sock }, [...asked]);
    } catch (error) {
      // Live changes may have come in between.
      if (asked.size <= mostRetold) for (const id of asked) told.add(id);
      throw error;
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
    const removed = suspicious ? [] : await gone(before, seen);
    await removeFromBook(storage.db, sessionId, removed);
    onChange([], removed);
    await progress.change({ has_address_book: true, address_book_refreshed_at: isoTime(Date.now()) });
    return suspicious ? 'suspicious' : 'refreshed';
  }

  /** A live change: an entry that was removed is told like one that was added. */
  async function verify(connection: Connection): Promise<void> {
    const ids = [...told];
    told.clear();
    try {
      await writer.settle();
      const known = (await listBookIds(storage.db, sessionId)).slice(0, sample);
      const standing = await standingEntries({ storage, sessionId, sock: connection.sock }, ids, known);
      const removed = ids.filter((id) => !standing.has(id));
      await removeFromBook(storage.db, sessionId, removed);
      onChange([...standing], removed);
    } catch (error) {
      // A connection that ended meanwhile: the next one goes on.
      for (const id of ids) told.add(id);
      throw error;
    }
  }

  function verifySoon(connection: Connection): void {
    if (told.size === 0 || verifying) return;
    verifying = pause(timings.write, connection.over)
      .then(() => verify(connection))
      .then(
        () => true,
        () => false,
      )
      .then((done) => {
        verifying = undefined;
        if (done) verifySoon(connection);
      });
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
    heard(connection, ids) {
      for (const id of ids) (heard ?? told).add(id);
      verifySoon(connection);
    },
    reopened: verifySoon,
    isRefreshing: () => heard !== undefined,
    async retell() {
      const ids = await listBookIds(storage.db, sessionId);
      if (ids.length <= mostRetold) onChange(ids, []);
    },
    refresh(connection) {
      running ??= refresh(connection).finally(() => {
        running = undefined;
      });
      return running;
    },
  };
}
