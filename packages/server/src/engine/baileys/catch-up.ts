import { toErrorData } from '../../core/index.ts';
import type { EngineBatch } from '../engine.ts';
import type { AddressBook } from './address-book.ts';
import type { Connection } from './connection.ts';
import { deadline, pause, until } from './errors.ts';
import type { Groups } from './groups.ts';
import type { Log } from './log.ts';
import type { News } from './news.ts';
import { createPictureNews } from './picture-news.ts';
import type { SyncProgress } from './sync-progress.ts';
import type { EngineTimings } from './timings.ts';

export type CatchUp = {
  /** A connection is open: `fresh` when the account has just been linked. */
  opened(connection: Connection, fresh: boolean): void;
  /** Reads these groups, and tells them. */
  refetch(connection: Connection, ids: readonly string[]): Promise<void>;
  /** Something about this group is delivered late: it is read anew when that has been told. */
  groupComesLate(connection: Connection, id: string): void;
  /** Something about these groups was told. */
  groupsTold(connection: Connection, ids: string[]): void;
  /** Who was blocked is delivered late: all are read anew. */
  blocksComeLate(connection: Connection): void;
  picturesChanged(connection: Connection, pictures: { jid: string; gone: boolean }[]): void;
};

/**
 * Asks again what may have changed while the account was away: WhatsApp delivers most of it afterwards, but twice, or not at all after a
 * long time. The block list and all groups, not more often than the setting says. Deletions from the address book show when it is read whole.
 */
export function createCatchUp({
  sessionId,
  groups,
  book,
  news,
  progress,
  minInterval,
  pictures,
  timings,
  log,
}: {
  sessionId: string;
  groups: Groups;
  book: AddressBook;
  news: News;
  progress: SyncProgress;
  minInterval: number;
  pictures: boolean;
  timings: EngineTimings;
  log: Log;
}): CatchUp {
  const pictureNews = createPictureNews({ news, wanted: pictures, timings });

  async function readBlockList({ sock, over }: Connection): Promise<void> {
    let list: (string | undefined)[];
    let before: number;
    do {
      before = news.blocksTold();
      list = await until(sock.fetchBlocklist(), over, deadline(timings.query));
      // Who was blocked meanwhile is perhaps not on it.
    } while (before !== news.blocksTold());
    news.blockList(list.filter((jid) => jid !== undefined));
  }

  /** When the groups were asked for last. */
  const asked = () => Date.parse(progress.row().groups_fetched_at ?? '') || 0;

  async function readGroups(connection: Connection, openedAt: number): Promise<void> {
    await pause(Math.max(0, asked() + minInterval - Date.now()), connection.over);
    // A grab has asked meanwhile.
    if (asked() > openedAt) return;
    const ids: string[] = [];
    let complete = false;
    const moment = groups.moment();
    for await (const page of groups.fetch(connection, connection.over)) {
      ids.push(...tellPage(connection, page, moment));
      if (page.kind === 'end') complete = page.complete;
    }
    if (!complete) return;
    const changed = groups.touchedSince(moment);
    news.add([{ kind: 'all_groups', ids: [...ids, ...changed] }]);
    for (const id of changed) readSoon(connection, id);
  }

  /** Tells groups as they were read; not those of which something newer was told since the moment they were asked for: they are read again. */
  function tellPage(connection: Connection, page: EngineBatch, moment: number): string[] {
    if (page.kind !== 'groups') return [];
    const changed = groups.touchedSince(moment);
    for (const { id } of page.items) if (changed.has(id)) readSoon(connection, id);
    const fresh = page.items.filter(({ id }) => !changed.has(id));
    news.add(fresh.map((group) => ({ kind: 'group', group })));
    return page.items.map(({ id }) => id);
  }

  /** Groups to be read anew. */
  const late = new Set<string>();
  /** How much of what was delivered late about a group is yet to be told. */
  const coming = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let blocksTimer: NodeJS.Timeout | undefined;

  async function readLate(connection: Connection): Promise<void> {
    const ids = [...late];
    late.clear();
    await refetch(connection, ids);
  }

  async function refetch(connection: Connection, ids: readonly string[]): Promise<void> {
    const came = new Set<string>();
    let failed = false;
    const moment = groups.moment();
    for await (const page of groups.fetchSome(connection, ids, connection.over)) {
      for (const id of tellPage(connection, page, moment)) came.add(id);
      failed ||= page.kind === 'failures';
    }
    if (failed) return;
    const changed = groups.touchedSince(moment);
    const gone = ids.filter((id) => !came.has(id));
    for (const id of gone) if (changed.has(id)) readSoon(connection, id);
    news.add(gone.filter((id) => !changed.has(id)).map((id) => ({ kind: 'group_left', id })));
  }

  function readSoon(connection: Connection, id: string): void {
    late.add(id);
    clearTimeout(timer);
    timer = setTimeout(() => void quietly(connection, 'groups', () => readLate(connection)), timings.settle);
  }

  async function quietly(connection: Connection, what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (connection.over.aborted) return;
      log.warn({ session_id: sessionId, error: toErrorData(error) }, `could not catch up: ${what}`);
    }
  }

  return {
    opened(connection, fresh) {
      news.opened(connection);
      book.reopened(connection);
      void quietly(connection, 'block list', () => readBlockList(connection));
      const openedAt = Date.now();
      if (!fresh) void quietly(connection, 'groups', () => readGroups(connection, openedAt));
    },
    refetch,
    groupComesLate(connection, id) {
      coming.set(id, (coming.get(id) ?? 0) + 1);
      readSoon(connection, id);
    },
    groupsTold(connection, ids) {
      for (const id of ids) {
        const left = coming.get(id);
        if (left === undefined) continue;
        if (left > 1) coming.set(id, left - 1);
        else coming.delete(id);
        readSoon(connection, id);
      }
    },
    blocksComeLate(connection) {
      clearTimeout(blocksTimer);
      blocksTimer = setTimeout(
        () => void quietly(connection, 'block list', () => readBlockList(connection)),
        timings.settle,
      );
    },
    picturesChanged: pictureNews.changed,
  };
}
