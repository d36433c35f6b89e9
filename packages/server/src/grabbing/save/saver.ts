import { type Clock, isoTime } from '../../core/index.ts';
import type { EngineBatch } from '../../engine/index.ts';
import type { OptOutGuard } from '../../opt-outs/index.ts';
import type { GrabCounts, Storage } from '../../storage/index.ts';
import { commit } from './commit.ts';
import { watchErased } from './erased.ts';
import { takeFailure } from './failures.ts';
import { judge } from './judge.ts';
import { loadState } from './load.ts';
import { countMembers } from './members.ts';
import type { SaveJob, SaveState, Stream } from './state.ts';
import { takeGroup } from './take-group.ts';
import { takePerson } from './take-person.ts';
import { forgetUnwanted, heedUnwanted } from './unwanted.ts';

/** Contacts and memberships in one transaction: large enough for SQLite, small enough for memory and for other writers. */
const rowsPerTransaction = 20_000;

export type SaveProgress = { counts: GrabCounts; errors_count: number };

/** Saves one grab. Calls may overlap; they are worked off in order. */
export type Saver = {
  /** Takes in a page; what differs from the database is committed now and then. */
  add(stream: Stream, batch: EngineBatch): Promise<SaveProgress>;
  /** Judges what is gone, commits the rest, and tells the final counts. */
  finish(): Promise<SaveProgress>;
  /** Commits what came so far and judges nothing. */
  stop(): Promise<SaveProgress>;
};

/** A saver over the session's rows as they are now; nobody else may write them while it lives. `onCommit` is called after each transaction. */
export async function createSaver(
  storage: Storage,
  job: SaveJob,
  clock: Clock,
  onCommit: () => Promise<void> = async () => {},
  guard?: OptOutGuard,
): Promise<Saver> {
  const now = () => isoTime(clock.now());
  const state = await loadState(storage, job, now());
  if (guard) heedUnwanted(state, guard);
  const erased = guard && watchErased(guard, { session_id: job.sessionId, source: `grab:${job.grabId}` });
  let tail: Promise<unknown> = Promise.resolve();
  let writing: Promise<void> = Promise.resolve();

  function inOrder(work: () => Promise<void>): Promise<SaveProgress> {
    const turn = tail.then(work).then(() => progressOf(state));
    tail = turn.catch(() => undefined);
    return turn;
  }

  /** Begins to write once the last writing is done; a failure is told to whoever comes next. */
  async function write(): Promise<void> {
    await writing;
    writing = commit(storage, state, guard, erased)
      .then(() => forgetUnwanted(storage, state))
      .then(onCommit);
    writing.catch(() => undefined);
  }

  async function writeLast(): Promise<void> {
    await write();
    await writing;
    await storage.transaction(async (trx) => erased?.afterWriting(trx, []));
  }

  return {
    add: (stream, batch) =>
      inOrder(async () => {
        state.at = now();
        take(state, stream, batch);
        if (pendingRows(state) >= rowsPerTransaction) await write();
      }),
    finish: () =>
      inOrder(async () => {
        state.at = now();
        judge(state);
        state.counts.memberships = membershipsSeen(state);
        await writeLast();
      }),
    stop: () => inOrder(writeLast),
  };
}

function take(state: SaveState, stream: Stream, batch: EngineBatch): void {
  if (batch.kind === 'end') state.streams[stream].end = batch;
  if (batch.kind === 'contacts') for (const person of batch.items) takePerson(state, person);
  if (batch.kind === 'groups') for (const group of batch.items) takeGroup(state, group);
  if (batch.kind === 'failures') for (const failure of batch.items) takeFailure(state, stream, failure);
}

function pendingRows({ dirty, dirtyMembers }: SaveState): number {
  return dirty.size + dirtyMembers.size;
}

function membershipsSeen({ groups }: SaveState): number {
  let count = 0;
  for (const group of groups.values()) if (group.tracked.totalled) count += countMembers(group);
  return count;
}

function progressOf({ counts, errors }: SaveState): SaveProgress {
  return { counts: { ...counts }, errors_count: errors };
}
