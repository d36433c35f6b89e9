import { asSystem } from '../auth/index.ts';
import { AppError, type Clock, toErrorData } from '../core/index.ts';
import type { Engine, EngineNews } from '../engine/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Session, Sessions } from '../sessions/index.ts';
import { accountDigits } from './account-digits.ts';
import type { Lanes } from './lanes.ts';
import type { SaveClient } from './save-client.ts';

export type LiveSyncDeps = {
  engine: Pick<Engine, 'subscribe' | 'refetch'>;
  saving: Pick<SaveClient, 'saveNews'>;
  sessions: Pick<Sessions, 'get'>;
  /** The same as the grabs': a session has one writer. */
  lanes: Lanes;
  clock: Clock;
  logger: Logger;
};

export type LiveSync = {
  /** Resolves when everything told so far is saved. */
  settled(): Promise<void>;
  /** Saves what was told, and hears nothing more. Close the engine before, so that nothing is told any more. */
  close(): Promise<void>;
};

/** Items saved in one transaction. */
const batchItems = 2000;
/** How often a batch is tried, and the wait in between. */
const mostTries = 5;
const retryAfterMs = 500;

/**
 * Saves what accounts tell between grabs, as it comes: in order, one batch at a time for a session. While a grab of the session runs the news wait for
 * its end, and are laid over what it found.
 */
export function createLiveSync({ engine, saving, sessions, lanes, clock, logger }: LiveSyncDeps): LiveSync {
  const waiting = new Map<string, EngineNews[]>();
  const working = new Map<string, Promise<void>>();
  const asked = new Set<string>();
  let closing = false;
  const unsubscribe = engine.subscribe((event) => {
    if (event.type !== 'told') return;
    const news = waiting.get(event.session_id);
    if (news) news.push(...event.news);
    else waiting.set(event.session_id, [...event.news]);
    begin(event.session_id);
  });

  function begin(sessionId: string): void {
    if (working.has(sessionId)) return;
    const work = workOff(sessionId)
      .catch((error: unknown) => logger.error({ error: toErrorData(error) }, 'what an account told could not be saved'))
      .finally(() => {
        working.delete(sessionId);
        if (waiting.has(sessionId)) begin(sessionId);
      });
    working.set(sessionId, work);
  }

  async function workOff(sessionId: string): Promise<void> {
    while (waiting.has(sessionId)) await lanes.run(sessionId, () => saveNext(sessionId));
  }

  /** What waits is taken only now, so that all that came during a grab is one batch. */
  async function saveNext(sessionId: string): Promise<void> {
    const all = waiting.get(sessionId) ?? [];
    const batch = all.slice(0, batchItems);
    if (all.length > batch.length) waiting.set(sessionId, all.slice(batch.length));
    else waiting.delete(sessionId);
    const session = await find(sessionId);
    if (!session) return;
    const job = { sessionId, me: accountDigits(session) };
    const { unknownGroups, unreadable } = await tryOften(() => saving.saveNews(job, batch));
    if (unreadable > 0) logger.warn({ unreadable }, 'an account told what nobody can read');
    if (unknownGroups.length > 0) readWhole(sessionId, unknownGroups);
  }

  async function find(sessionId: string): Promise<Session | undefined> {
    try {
      return await sessions.get(asSystem(sessionId));
    } catch (error) {
      if (error instanceof AppError && error.code === 'session_not_found') return undefined;
      throw error;
    }
  }

  async function tryOften<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        if (tries >= mostTries) throw error;
        logger.warn({ error: toErrorData(error) }, 'what an account told could not be saved yet');
        if (!closing) await new Promise<void>((resolve) => void clock.after(retryAfterMs, resolve));
      }
    }
  }

  /** The answer comes as news. One question for a group at a time. */
  function readWhole(sessionId: string, groupIds: string[]): void {
    const keyOf = (id: string) => `${sessionId} ${id}`;
    const ids = groupIds.filter((id) => !asked.has(keyOf(id)));
    if (ids.length === 0 || closing || !engine.refetch) return;
    for (const id of ids) asked.add(keyOf(id));
    engine
      .refetch(sessionId, ids)
      // Not connected any more, or asked too often: what changed is found after the next connection, or by the next grab.
      .catch((error: unknown) => logger.warn({ error: toErrorData(error) }, 'a group could not be read anew'))
      .finally(() => {
        for (const id of ids) asked.delete(keyOf(id));
      });
  }

  async function settled(): Promise<void> {
    while (working.size > 0) await Promise.all(working.values());
  }

  return {
    settled,
    async close() {
      closing = true;
      await settled();
      unsubscribe();
    },
  };
}
