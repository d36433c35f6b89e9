import type { GrabKind } from '@grabber/contract';
import type { Updateable } from 'kysely';
import type { Visible } from '../auth/index.ts';
import {
  type Db,
  type GrabCounts,
  type GrabsTable,
  type Page,
  type PageWish,
  readPage,
  type Storage,
} from '../storage/index.ts';
import { noCounts } from './counts.ts';
import type { Grab } from './types.ts';

export type GrabPatch = Omit<Updateable<GrabsTable>, 'counts' | 'errors_count'>;

/** Adds a grab that waits for its turn. One call at a time for a session: the row is found again as the newest. */
export async function insertGrab(
  storage: Storage,
  sessionId: string,
  kind: GrabKind,
  at: string,
  retryOf: number | null = null,
): Promise<Grab> {
  const row = {
    session_id: sessionId,
    kind,
    status: 'queued' as const,
    stage: 'waiting' as const,
    counts: JSON.stringify(noCounts()),
    errors_count: 0,
    error_code: null,
    error_reason: null,
    missing: null,
    retry_of: retryOf,
    created_at: at,
    started_at: null,
    finished_at: null,
  };
  return await storage.transaction(async (trx) => {
    await trx.insertInto('grabs').values(row).execute();
    return await trx
      .selectFrom('grabs')
      .selectAll()
      .where('session_id', '=', sessionId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();
  });
}

/** One grab, undefined when there is none of that id. */
export async function findGrab(db: Db, grabId: number): Promise<Grab | undefined> {
  return await db.selectFrom('grabs').selectAll().where('id', '=', grabId).executeTakeFirst();
}

/** One page of the grabs of a session. Throws `cursor_invalid`. */
export async function pageGrabs(db: Db, sessionId: string, wish: PageWish): Promise<Page<Grab>> {
  return await readPage(db.selectFrom('grabs').selectAll().where('session_id', '=', sessionId), wish);
}

/** How many grabs of a session there are. */
export async function countGrabs(db: Db, sessionId: string): Promise<number> {
  const grabs = db.selectFrom('grabs').where('session_id', '=', sessionId);
  const { count } = await grabs.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** The grabs that have not ended, oldest first. */
export async function listUnfinishedGrabs(db: Db): Promise<Grab[]> {
  return await db.selectFrom('grabs').selectAll().where('status', 'in', ['queued', 'running']).orderBy('id').execute();
}

/** Up to so many grabs of these sessions that run, or ended at or after this time; newest first. */
export async function listRecentGrabs(db: Db, since: string, visible: Visible, limit: number): Promise<Grab[]> {
  if (visible !== 'all' && visible.size === 0) return [];
  const grabs = db
    .selectFrom('grabs')
    .selectAll()
    .where((eb) => eb.or([eb('finished_at', 'is', null), eb('finished_at', '>=', since)]))
    .orderBy('id', 'desc')
    .limit(limit);
  return await (visible === 'all' ? grabs : grabs.where('session_id', 'in', [...visible])).execute();
}

/** Sets the given columns. */
export async function updateGrab(db: Db, grabId: number, patch: GrabPatch): Promise<void> {
  await db.updateTable('grabs').set(patch).where('id', '=', grabId).execute();
}

/** Writes how far a grab has come; the saver calls it in the transaction that writes the data. */
export async function saveProgress(
  db: Db,
  grabId: number,
  { counts, errors_count }: { counts: GrabCounts; errors_count: number },
): Promise<void> {
  const patch = { counts: JSON.stringify(counts), errors_count };
  await db.updateTable('grabs').set(patch).where('id', '=', grabId).execute();
}

/** Removes the grabs of a session and what they could not read. */
export async function eraseGrabs(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('grab_errors').where('session_id', '=', sessionId).execute();
  await db.deleteFrom('grabs').where('session_id', '=', sessionId).execute();
}
