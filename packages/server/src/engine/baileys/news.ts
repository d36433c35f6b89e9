import { chunksOf, toErrorData } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { EngineEvent, EngineIdentity, EngineNews, EngineParticipant } from '../engine.ts';
import type { Connection } from './connection.ts';
import { moveRow } from './directory.repo.ts';
import type { Told } from './facts.ts';
import { completeGroup, rosterPairs } from './group-node.ts';
import { type KnownIds, knownIds, withKnownIds } from './known-ids.ts';
import type { LeftNumbers } from './left-numbers.ts';
import { findLids } from './lid-map.repo.ts';
import { identityOf } from './live-events.ts';
import type { Log } from './log.ts';
import { accountOf } from './own-identity.ts';
import { findPeople } from './people.ts';
import type { Writer } from './writer.ts';

export type News = {
  /** What an event told, in its order. */
  add(items: EngineNews[]): void;
  /** People about whom an event told something: what is known of them now is told once it is written. */
  touch(jids: Iterable<string>): void;
  told(told: Told): void;
  /** How many times somebody was told to be blocked or unblocked. */
  blocksTold(): number;
  /** The whole block list, when it was asked for. */
  blockList(jids: string[]): void;
  opened(connection: Connection): void;
  /** Resolves when everything that came before is told. */
  settle(): Promise<void>;
  retire(): void;
};

/** News in one event. */
const pageItems = 1000;
const mostTries = 5;
const retryAfter = 500;
/** More people than this at once are a first sync, which the next grab takes up. */
const mostHeld = 5000;

/**
 * Tells what an account says between grabs. People are told as the directory knows them, once it does, so that nothing is told that a
 * grab would not find; members are told under both ids where the map knows them, and with their names.
 */
export function createNews({
  storage,
  sessionId,
  writer,
  left,
  delay,
  isHeld,
  emit,
  log,
}: {
  storage: Storage;
  sessionId: string;
  writer: Writer;
  left: LeftNumbers;
  delay: number;
  /** While the first sync runs people wait for its end. */
  isHeld: () => boolean;
  emit: (event: EngineEvent) => void;
  log: Log;
}): News {
  let queue: EngineNews[] = [];
  let touched = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let tail: Promise<void> = Promise.resolve();
  let retired = false;
  let connection: Connection | undefined;
  const blocked = new Set<string>();
  let blocksTold = 0;

  function schedule(): void {
    if (!retired) timer ??= setTimeout(() => void flush(), delay);
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const items = queue;
    queue = [];
    const people = isHeld() ? new Set<string>() : touched;
    if (people === touched) touched = new Set();
    tail = tail.then(() => tellUntilDone(items, people));
    return tail;
  }

  /** What cannot be told would be lost: a database that is busy now is not in a moment. */
  async function tellUntilDone(items: EngineNews[], people: Set<string>): Promise<void> {
    for (let tries = 1; !retired; tries += 1) {
      try {
        return await tell(items, people);
      } catch (error) {
        const failure = { session_id: sessionId, error: toErrorData(error) };
        if (tries >= mostTries) return log.error(failure, 'news were not told');
        log.warn(failure, 'news could not be told yet');
        await new Promise((resolve) => setTimeout(resolve, retryAfter));
      }
    }
  }

  async function tell(items: EngineNews[], people: Set<string>): Promise<void> {
    writer.add({ facts: [], pairs: items.flatMap((item) => (item.kind === 'group' ? rosterPairs(item.group) : [])) });
    for (const item of items) if (item.kind === 'renumbered') people.add(await renumber(item));
    await writer.settle();
    const known = await knownIds({ db: storage.db, sessionId, left }, items.flatMap(everybodyIn));
    const completed = items.map((item) => complete(item, known));
    for (const jid of completed.flatMap(membersIn).map(jidOf)) people.add(jid);
    const current = new Set([...people].map(left.current));
    const told = current.size > 0 ? await findPeople(storage, sessionId, [...current], blocked) : [];
    const news = [...completed, ...told.map((person): EngineNews => ({ kind: 'person', person }))];
    for (const page of chunksOf(news, pageItems)) {
      if (retired) break;
      emit({ session_id: sessionId, type: 'told', news: page });
    }
  }

  /** Moves what is known of a person to their new number, of which the event tells only the number. */
  async function renumber({ from, to }: Extract<EngineNews, { kind: 'renumbered' }>): Promise<string> {
    const lid = (await findLids(storage.db, sessionId, [from])).get(from);
    const jids = [`${from}@s.whatsapp.net`, `${to}@s.whatsapp.net`] as const;
    if (lid) writer.add({ facts: [], pairs: [{ lid, pn: to }], asOf: Date.now() });
    else await writer.settle((trx) => moveRow(trx, storage.bulk, sessionId, ...jids));
    return jids[1];
  }

  function complete(item: EngineNews, known: KnownIds): EngineNews {
    if (item.kind === 'group' && connection) {
      return { ...item, group: completeGroup(item.group, accountOf(connection.auth.creds), known) };
    }
    if (item.kind === 'blocked') return { ...item, who: bothIds(item, known) };
    if (item.kind !== 'members') return item;
    return { ...item, members: item.members.map((member) => withKnownIds(member, known)) };
  }

  /** Who was blocked under one id may be unblocked under the other. */
  function bothIds({ who, blocked: isBlocked }: Extract<EngineNews, { kind: 'blocked' }>, known: KnownIds) {
    const person = withKnownIds(who, known);
    if (isBlocked) blocked.add(jidOf(person));
    if (!isBlocked && person.pn) blocked.delete(`${person.pn}@s.whatsapp.net`);
    if (!isBlocked && person.lid) blocked.delete(`${person.lid}@lid`);
    return person;
  }

  function touch(jids: Iterable<string>): void {
    for (const jid of jids) touched.add(jid);
    if (touched.size > mostHeld && isHeld()) touched.clear();
    if (touched.size > 0) schedule();
  }

  function add(items: EngineNews[]): void {
    if (items.length === 0) return;
    for (const item of items) if (item.kind === 'blocked') noteBlock(item);
    queue.push(...items);
    schedule();
  }

  function noteBlock(item: Extract<EngineNews, { kind: 'blocked' }>): void {
    blocksTold += 1;
    note(item.who, item.blocked);
  }

  function note(who: EngineIdentity, isBlocked: boolean): void {
    if (isBlocked) blocked.add(jidOf(who));
    else blocked.delete(jidOf(who));
  }

  return {
    add,
    touch,
    told: ({ facts, pairs }) =>
      touch([...facts.map(({ jid }) => jid), ...pairs.map(({ pn }) => `${pn}@s.whatsapp.net`)]),
    blocksTold: () => blocksTold,
    blockList(jids) {
      const who = jids.flatMap((jid) => identityOf(jid) ?? []);
      blocked.clear();
      for (const each of who) note(each, true);
      add([{ kind: 'block_list', who }]);
    },
    opened(opened) {
      connection = opened;
    },
    settle: flush,
    retire() {
      retired = true;
      clearTimeout(timer);
    },
  };
}

function everybodyIn(item: EngineNews): EngineIdentity[] {
  if (item.kind === 'blocked') return [item.who];
  return item.kind === 'members' ? item.members : membersIn(item);
}

/** Those of whom nobody knew before. */
function membersIn(item: EngineNews): EngineParticipant[] {
  if (item.kind === 'group') return item.group.participants;
  return item.kind === 'members' && item.change === 'joined' ? item.members : [];
}

function jidOf({ pn, lid }: EngineIdentity): string {
  return pn ? `${pn}@s.whatsapp.net` : `${lid}@lid`;
}
