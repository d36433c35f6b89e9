import { AppError, chunksOf, isoTime, toErrorData } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Backoff } from './backoff.ts';
import { bookCollection, standingEntries } from './book-entries.ts';
import { type BookEntries, bookRemovals } from './book-removals.ts';
import type { Connection } from './connection.ts';
import { findDirectoryRows, listBookIds, removeFromBook } from './directory.repo.ts';
import { deadline, toEngineError, until } from './errors.ts';
import type { Told } from './facts.ts';
import type { LeftNumbers } from './left-numbers.ts';
import type { LidPair } from './lid-map.repo.ts';
import type { Log } from './log.ts';
import type { Sock } from './socket.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { EngineTimings } from './timings.ts';
import { setLast, type Writer } from './writer.ts';

const collection = bookCollection;
/** BookEntries to try whether the list of standing ones is understood. */
const sample = 200;
const entriesAtOnce = 5000;
/** Somebody with more waits for the next grab when one broke off. */
const mostRetold = 5000;

export type Refresh = 'refreshed' | 'suspicious';

export type AddressBook = {
  /** Asks for the whole address book; joins a refresh that runs. Who is not in it any more is taken out, unless the answer is suspiciously small. */
  refresh(connection: Connection): Promise<Refresh>;
  /** What the address book told, whoever asked. It counts once it is known that it was not told because it was removed. */
  heard(connection: Connection, told: Told): void;
  /** Whether such an entry, which is yet to be looked at, tells this pair as well. */
  tellsPair(pair: LidPair): boolean;
  /** Resolves when everything heard so far is written, or taken out. Rejects when it could not be read; it is tried again with the next. */
  settle(connection: Connection): Promise<void>;
  /** Goes on with what an earlier connection told and could not be looked at. */
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
  left,
  progress,
  backoff,
  timings,
  log,
  onChange,
}: {
  storage: Storage;
  sessionId: string;
  writer: Writer;
  left: LeftNumbers;
  progress: SyncProgress;
  backoff: Backoff;
  timings: EngineTimings;
  log: Log;
  /** Called with the ids of live changes once it is known which of them still stand in the book. */
  onChange: (standing: string[], removed: string[]) => void;
}): AddressBook {
  const removals = bookRemovals({ storage, sessionId, left });
  /** What a refresh that runs has been told. */
  let answer: BookEntries | undefined;
  let running: Promise<Refresh> | undefined;
  let held: BookEntries = new Map();
  let verifying: Promise<void> = Promise.resolve();
  let isWaiting = false;

  async function isSynced({ sock }: Connection): Promise<boolean> {
    const found = await sock.authState.keys.get('app-state-sync-version', [collection]);
    return found[collection] !== undefined;
  }

  /** The ids that stand in the book now, and whose entries were not known so. */
  async function ask(connection: Connection): Promise<{ seen: Set<string>; changed: string[] }> {
    const { sock, over } = connection;
    if (!connection.auth.creds.myAppStateKeyId) {
      throw new AppError('upstream', { cause: new Error('the phone has not shared its app-state key yet') });
    }
    await verifying;
    const asked = held;
    held = new Map();
    answer = asked;
    try {
      await until(askFromScratch(sock), over, deadline(timings.addressBook)).finally(() => {
        answer = undefined;
      });
      if (!(await isSynced(connection))) throw new AppError('upstream', { cause: new Error('no address book came') });
      const standing = await standingEntries({ storage, sessionId, sock }, [...asked.keys()]);
      return { seen: standing, changed: await write(asked, standing) };
    } catch (error) {
      // Live changes may have come in between.
      putBack(asked);
      verifySoon(connection);
      throw error;
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
    const { seen, changed } = await ask(connection).catch((error: unknown) => {
      throw backoff.failed(toEngineError(error));
    });
    backoff.succeeded();
    const suspicious = progress.row().has_address_book && seen.size < before.length / 2;
    const removed = suspicious ? [] : await removals.unseen(before, seen);
    await removeFromBook(storage.db, sessionId, removed);
    // The grab tells them, too; but what was told before waits for its end, and must not have the last word.
    onChange(changed.length <= mostRetold ? changed : [], removed);
    await progress.change({ has_address_book: true, address_book_refreshed_at: isoTime(Date.now()) });
    return suspicious ? 'suspicious' : 'refreshed';
  }

  /** Tells whose entry is not what was known. */
  async function write(entries: BookEntries, standing: ReadonlySet<string>): Promise<string[]> {
    const changed: string[] = [];
    const told = [...entries].filter(([id]) => standing.has(id));
    for (const some of chunksOf(told, entriesAtOnce)) {
      const ids = some.map(([id]) => id);
      const rows = await findDirectoryRows(storage.db, sessionId, ids);
      for (const [id, each] of some) {
        const known = rows.get(id);
        const isKnown = known?.in_address_book && each.facts.every(({ name }) => name === known.saved_name);
        if (!isKnown) changed.push(id);
        writer.add(each);
      }
      await writer.settle();
    }
    return changed;
  }

  /** Before what came since. */
  function putBack(entries: BookEntries): void {
    const newer = held;
    held = entries;
    for (const [id, told] of newer) setLast(held, id, told);
  }

  /** A live change: an entry that was removed is told like one that was added. */
  async function verify({ sock }: Connection): Promise<void> {
    if (held.size === 0) return;
    const entries = held;
    held = new Map();
    try {
      const ids = [...entries.keys()];
      const known = (await listBookIds(storage.db, sessionId)).slice(0, sample);
      const stands = (some: string[]) => standingEntries({ storage, sessionId, sock }, some, [...known, ...ids]);
      const standing = await stands(ids);
      await write(entries, standing);
      const removed = await removals.fallen(entries, standing, stands);
      await removeFromBook(storage.db, sessionId, removed);
      onChange(standing.size <= mostRetold ? [...standing] : [], removed);
    } catch (error) {
      putBack(entries);
      throw error;
    }
  }

  async function settle(connection: Connection): Promise<void> {
    await running?.catch(() => {});
    const turn = verifying.then(() => verify(connection));
    verifying = turn.catch(() => {});
    await turn;
  }

  /** Once for all that is told in one go; also for what a connection tells after its end, since the next one is not told it again. */
  function verifySoon(connection: Connection): void {
    if (held.size === 0 || isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      settle(connection).catch((error: unknown) =>
        log.warn(
          { session_id: sessionId, error: toErrorData(error) },
          'what the address book told is yet to be looked at',
        ),
      );
    }, timings.write);
  }

  return {
    isSynced,
    heard(connection, told) {
      const entries = answer ?? held;
      for (const { jid } of told.facts) setLast(entries, jid, told);
      verifySoon(connection);
    },
    tellsPair: ({ lid, pn }) => {
      const told = (answer ?? held).get(`${pn}@s.whatsapp.net`);
      return told?.pairs.some((pair) => pair.lid === lid) ?? false;
    },
    settle,
    reopened: verifySoon,
    isRefreshing: () => answer !== undefined,
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
