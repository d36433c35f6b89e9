import type { GrabKind } from '@grabber/contract';
import type { Updateable } from 'kysely';
import type { Db, GrabCounts, GrabsTable, Storage } from '../storage/index.ts';
import { noCounts } from './counts.ts';
import type { Grab } from './types.ts';

export type GrabPatch = Omit<Updateable<GrabsTable>, 'counts' | 'errors_count'>;

/** Adds a grab that waits for its turn. One call at a time for a session: the row is found again as the newest. */
export async function insertGrab(storage: Storage, sessionId: string, kind: GrabKind, at: string): Promise<Grab> {
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

/** The grabs of a session, newest first. */
export async function listGrabs(db: Db, sessionId: string): Promise<Grab[]> {
  return await db.selectFrom('grabs').selectAll().where('session_id', '=', sessionId).orderBy('id', 'desc').execute();
}

/** The grabs that have not ended, oldest first. */
export async function listUnfinishedGrabs(db: Db): Promise<Grab[]> {
  return await db.selectFrom('grabs').selectAll().where('status', 'in', ['queued', 'running']).orderBy('id').execute();
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
