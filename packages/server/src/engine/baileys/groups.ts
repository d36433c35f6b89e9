import { isoTime, toErrorData } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { EngineBatch, EngineGroup } from '../engine.ts';
import type { Backoff } from './backoff.ts';
import type { Connection } from './connection.ts';
import { pause, stopIfAborted, toEngineError, until } from './errors.ts';
import { completeGroup, type ReadGroup, rosterPairs } from './group-node.ts';
import { collect, type GroupsRead, membersOf, pagesOf } from './group-pages.ts';
import { askAllGroups, askGroup } from './group-queries.ts';
import { knownIds } from './known-ids.ts';
import type { LeftNumbers } from './left-numbers.ts';
import { accountOf } from './own-identity.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { EngineTimings } from './timings.ts';
import type { Writer } from './writer.ts';

export type Groups = {
  fetch(connection: Connection, signal: AbortSignal): AsyncGenerator<EngineBatch>;
  /** These groups, asked for one by one; those that the account is not in any more do not come. */
  fetchSome(connection: Connection, ids: readonly string[], signal: AbortSignal): AsyncGenerator<EngineBatch>;
  /** Something changed in these groups: they are read anew when groups are asked for next. */
  touched(ids: string[]): void;
  /** How often anything was touched so far: what is read from now on tells of all that. */
  moment(): number;
  /** Groups that were touched since: an answer that was asked for then may be older than what is known of them. */
  touchedSince(moment: number): Set<string>;
};

/** A bigger account is not kept in memory, but asked for anew. */
const cachedMembers = 100_000;
/** More touched groups than this are cheaper read all at once. */
const singleReads = 20;
const burst = 5;

/**
 * The account's groups. One full question at a time, and not more often than the setting says: within that time the last complete
 * answer serves, with the groups that changed since read singly (whatsapp-protocol.md, E4 and E5).
 */
export function createGroups({
  storage,
  sessionId,
  writer,
  left,
  progress,
  backoff,
  minInterval,
  timings,
}: {
  storage: Storage;
  sessionId: string;
  writer: Writer;
  left: LeftNumbers;
  progress: SyncProgress;
  backoff: Backoff;
  minInterval: number;
  timings: EngineTimings;
}): Groups {
  let kept: GroupsRead | undefined;
  const touched = new Set<string>();
  /** By group, when it was touched last. */
  const touches = new Map<string, number>();
  let now = 0;
  let running: { answer: Promise<GroupsRead>; moment: number } | undefined;

  /** Joins a question that is on its way, unless something happened since it was asked. */
  async function share(connection: Connection): Promise<GroupsRead> {
    while (running && running.moment !== now) await running.answer.catch(() => {});
    running ??= {
      moment: now,
      answer: answer(connection).finally(() => {
        running = undefined;
      }),
    };
    return await running.answer;
  }

  async function answer(connection: Connection): Promise<GroupsRead> {
    backoff.check();
    try {
      const found = isFresh() && kept ? await patched(connection, kept) : await readAll(connection);
      backoff.succeeded();
      return found;
    } catch (error) {
      throw backoff.failed(toEngineError(error));
    }
  }

  function isFresh(): boolean {
    const asked = progress.row().groups_fetched_at;
    return asked !== null && Date.now() - Date.parse(asked) < minInterval && touched.size <= singleReads;
  }

  async function readAll(connection: Connection): Promise<GroupsRead> {
    kept = undefined;
    touched.clear();
    const asOf = Date.now();
    const read = { ...collect(await askAllGroups(connection, timings.query)), asOf };
    await progress.change({ groups_fetched_at: isoTime(Date.now()) });
    if (read.failures.length === 0 && read.groups.size > 0 && membersOf(read) <= cachedMembers) kept = read;
    return read;
  }

  async function patched(connection: Connection, answer: GroupsRead): Promise<GroupsRead> {
    let reads = 0;
    for (const id of [...touched]) {
      if (reads >= burst) await space(connection);
      reads += 1;
      const group = (await readOne(connection, id))?.group;
      if (group) answer.groups.set(id, group);
      else answer.groups.delete(id);
      touched.delete(id);
    }
    return answer;
  }

  /** Waits between two single questions. */
  function space(connection: Connection): Promise<void> {
    return pause(timings.groupSpacing * (0.75 + Math.random() / 2), connection.over);
  }

  /** The group as it is now; undefined when the account is not in it any more. */
  async function readOne(connection: Connection, id: string): Promise<ReadGroup | undefined> {
    try {
      return await askGroup(connection, id, timings.query);
    } catch (error) {
      const code = toEngineError(error).details['code'];
      if (code === 403 || code === 404) return undefined;
      throw error;
    }
  }

  /** The same, with a group that WhatsApp answered wrongly as a failure of its own; throws when it is no use to go on. */
  async function trySingle(connection: Connection, id: string): Promise<Partial<ReadGroup>> {
    try {
      return (await readOne(connection, id)) ?? {};
    } catch (cause) {
      const error = backoff.failed(toEngineError(cause));
      if (error.code !== 'upstream') throw error;
      return { failures: [{ item: 'group', item_id: id, error: toErrorData(error) }] };
    }
  }

  /** Learns what the rosters tell of LIDs, and fills in what was known before. `asOf`: when they were asked for. */
  async function complete(connection: Connection, groups: EngineGroup[], asOf: number): Promise<EngineGroup[]> {
    writer.add({ facts: [], pairs: groups.flatMap(rosterPairs), asOf });
    await writer.settle();
    const known = await knownIds(
      { db: storage.db, sessionId, left },
      groups.flatMap(({ participants }) => participants),
    );
    const account = accountOf(connection.auth.creds);
    return groups.map((group) => completeGroup(group, account, known));
  }

  return {
    async *fetch(connection, signal) {
      const { groups, failures, asOf } = await until(share(connection), signal, connection.over);
      if (failures.length > 0) yield { kind: 'failures', items: failures };
      for (const page of pagesOf([...groups.values()])) {
        stopIfAborted(signal);
        yield { kind: 'groups', items: await complete(connection, page, asOf), total: groups.size };
      }
      // An empty list may be a slip of the server's: it never means that all groups are gone.
      yield { kind: 'end', complete: groups.size > 0 && failures.every(({ item }) => item !== 'group'), missing: [] };
    },
    async *fetchSome(connection, ids, signal) {
      if (ids.length > singleReads) return yield* this.fetch(connection, signal);
      backoff.check();
      for (const [number, id] of ids.entries()) {
        stopIfAborted(signal);
        if (number >= burst) await space(connection);
        const asOf = Date.now();
        const { group, failures = [] } = await until(trySingle(connection, id), signal, connection.over);
        if (failures.length > 0) yield { kind: 'failures', items: failures };
        if (group) yield { kind: 'groups', items: await complete(connection, [group], asOf), total: ids.length };
      }
      yield { kind: 'end', complete: false, missing: [] };
    },
    touched(ids) {
      now += 1;
      for (const id of ids) {
        touched.add(id);
        touches.set(id, now);
      }
    },
    moment: () => now,
    touchedSince: (moment) => new Set([...touches].flatMap(([id, at]) => (at > moment ? [id] : []))),
  };
}
