import type { SyncPart } from '@grabber/contract';
import { type AppError, toErrorData } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { EngineBatch, EngineFailure, EnginePerson } from '../engine.ts';
import type { AddressBook } from './address-book.ts';
import type { Connection } from './connection.ts';
import { countPeople } from './directory.repo.ts';
import { deadline, pause, stopIfAborted, toEngineError, until } from './errors.ts';
import { personJid } from './facts.ts';
import type { FirstSync } from './first-sync.ts';
import { blockedStranger, listPeople } from './people.ts';
import { addPictures } from './pictures.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { EngineTimings } from './timings.ts';
import type { Writer } from './writer.ts';

/** Not even somebody who wants it anew gets the address book whole more often than this. */
const forcedMinInterval = 60 * 60_000;

export type Contacts = {
  /** `refresh`: the address book is asked for though it was read lately. */
  fetch(connection: Connection, signal: AbortSignal, refresh?: boolean): AsyncGenerator<EngineBatch>;
};

/**
 * The account's people, out of the directory: WhatsApp tells most of them once, so asking means refreshing what can be
 * refreshed (the address book, at most so often; the block list) and reading what was saved. What could not be refreshed is told as a failure,
 * and the stream ends as incomplete, so that nobody is taken for gone.
 */
export function createContacts({
  storage,
  sessionId,
  writer,
  progress,
  book,
  firstSync,
  minInterval,
  pictures,
  timings,
}: {
  storage: Storage;
  sessionId: string;
  writer: Writer;
  progress: SyncProgress;
  book: AddressBook;
  firstSync: FirstSync;
  minInterval: number;
  pictures: boolean;
  timings: EngineTimings;
}): Contacts {
  /** Null when the saved address book may be taken for the whole one. */
  async function refreshBook(
    connection: Connection,
    signal: AbortSignal,
    refresh: boolean,
  ): Promise<EngineFailure | 'suspicious' | null> {
    const interval = refresh ? Math.min(minInterval, forcedMinInterval) : minInterval;
    const { address_book_refreshed_at: asked, has_address_book } = progress.row();
    if (has_address_book && asked !== null && Date.now() - Date.parse(asked) < interval) return null;
    try {
      const outcome = await until(book.refresh(connection), signal, connection.over);
      return outcome === 'suspicious' ? 'suspicious' : null;
    } catch (error) {
      return failure(passOn(toEngineError(error), signal, connection));
    }
  }

  async function blockList(connection: Connection, signal: AbortSignal): Promise<Set<string> | EngineFailure> {
    try {
      const list = await until(connection.sock.fetchBlocklist(), signal, connection.over, deadline(timings.query));
      return new Set(list.map((jid) => personJid(jid)).filter((jid) => jid !== undefined));
    } catch (error) {
      return failure(passOn(toEngineError(error), signal, connection));
    }
  }

  async function firstSyncOver(connection: Connection, signal: AbortSignal): Promise<void> {
    await until(Promise.race([firstSync.quiet(), pause(timings.firstSyncWait)]), signal, connection.over);
  }

  return {
    async *fetch(connection, signal, refresh = false) {
      let whole = false;
      try {
        yield* read(connection, signal, refresh);
        whole = true;
      } finally {
        if (!whole) await book.retell();
      }
    },
  };

  async function* read(connection: Connection, signal: AbortSignal, refresh: boolean): AsyncGenerator<EngineBatch> {
    await firstSyncOver(connection, signal);
    const bookProblem = await refreshBook(connection, signal, refresh);
    const blocked = await blockList(connection, signal);
    await until(writer.settle(), signal);
    const problems = [bookProblem, blocked].filter((problem) => isFailure(problem));
    if (problems.length > 0) yield { kind: 'failures', items: problems };
    const total = await countPeople(storage.db, sessionId);
    const unmet = blocked instanceof Set ? new Set(blocked) : new Set<string>();
    for await (const people of listPeople(storage, sessionId, new Set(unmet))) {
      stopIfAborted(signal);
      for (const person of people) forgetMet(unmet, person);
      yield* page(connection, signal, people, total);
    }
    const strangers = [...unmet].map(blockedStranger).filter((person) => person !== undefined);
    if (strangers.length > 0) yield* page(connection, signal, strangers, total);
    const missing = missingParts(bookProblem !== null);
    yield { kind: 'end', complete: missing.length === 0 && problems.length === 0, missing };
  }

  async function* page(
    connection: Connection,
    signal: AbortSignal,
    people: EnginePerson[],
    total: number,
  ): AsyncGenerator<EngineBatch> {
    if (people.length === 0) return;
    const failures = pictures ? await addPictures(connection, people, timings, signal) : [];
    yield { kind: 'contacts', items: people, total };
    if (failures.length > 0) yield { kind: 'failures', items: failures };
  }

  function missingParts(bookMissing: boolean): SyncPart[] {
    const missing = progress.missing();
    return bookMissing && !missing.includes('address_book') ? ['address_book', ...missing] : missing;
  }
}

/** A broken connection and a caller who left end the stream; other failures are told in it. */
function passOn(error: AppError, signal: AbortSignal, connection: Connection): AppError {
  if (signal.aborted || connection.over.aborted) throw error;
  return error;
}

function failure(error: AppError): EngineFailure {
  return { item: 'contact', item_id: null, error: toErrorData(error) };
}

function isFailure(problem: unknown): problem is EngineFailure {
  return typeof problem === 'object' && problem !== null && 'error' in problem;
}

function forgetMet(unmet: Set<string>, { pn, lid }: EnginePerson): void {
  if (pn) unmet.delete(`${pn}@s.whatsapp.net`);
  if (lid) unmet.delete(`${lid}@lid`);
}
