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
  /** This group's changes came late: it is read anew when they have all come. */
  groupToldLate(connection: Connection, id: string): void;
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
    const list = await until(sock.fetchBlocklist(), over, deadline(timings.query));
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
    for await (const page of groups.fetch(connection, connection.over)) {
      ids.push(...tellPage(page));
      if (page.kind === 'end') complete = page.complete;
    }
    if (complete) news.add([{ kind: 'all_groups', ids }]);
  }

  function tellPage(page: EngineBatch): string[] {
    if (page.kind !== 'groups') return [];
    news.add(page.items.map((group) => ({ kind: 'group', group })));
    return page.items.map(({ id }) => id);
  }

  const late = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  async function readLate(connection: Connection): Promise<void> {
    const ids = [...late];
    late.clear();
    await refetch(connection, ids);
  }

  async function refetch(connection: Connection, ids: readonly string[]): Promise<void> {
    const came = new Set<string>();
    let failed = false;
    for await (const page of groups.fetchSome(connection, ids, connection.over)) {
      for (const id of tellPage(page)) came.add(id);
      failed ||= page.kind === 'failures';
    }
    if (failed) return;
    news.add(ids.filter((id) => !came.has(id)).map((id) => ({ kind: 'group_left', id })));
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
    groupToldLate(connection, id) {
      late.add(id);
      clearTimeout(timer);
      timer = setTimeout(() => void quietly(connection, 'groups', () => readLate(connection)), timings.settle);
    },
    picturesChanged: pictureNews.changed,
  };
}
