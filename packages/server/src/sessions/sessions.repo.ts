import type { Insertable, Updateable } from 'kysely';
import type { Db, WhatsappSessionsTable } from '../storage/index.ts';
import type { Session } from './types.ts';

export type SessionPatch = Updateable<WhatsappSessionsTable>;

/** All sessions, oldest first. */
export async function listSessions(db: Db): Promise<Session[]> {
  return await db.selectFrom('whatsapp_sessions').selectAll().orderBy('id').execute();
}

/** One session, undefined when there is none of that id. */
export async function findSession(db: Db, sessionId: string): Promise<Session | undefined> {
  return await db.selectFrom('whatsapp_sessions').selectAll().where('session_id', '=', sessionId).executeTakeFirst();
}

/** Which engine serves a session; the built-in one for a session that is gone. */
export async function engineKindOf(db: Db, sessionId: string): Promise<string> {
  const query = db.selectFrom('whatsapp_sessions').select('engine').where('session_id', '=', sessionId);
  return (await query.executeTakeFirst())?.engine ?? 'baileys';
}

/** Adds a session. Throws the dialect's error when the id is taken. */
export async function insertSession(db: Db, row: Insertable<WhatsappSessionsTable>): Promise<void> {
  await db.insertInto('whatsapp_sessions').values(row).execute();
}

/** Sets the given columns; no effect on a session that is gone. */
export async function updateSession(db: Db, sessionId: string, patch: SessionPatch): Promise<void> {
  await db.updateTable('whatsapp_sessions').set(patch).where('session_id', '=', sessionId).execute();
}

/** Removes the row. */
export async function deleteSession(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('whatsapp_sessions').where('session_id', '=', sessionId).execute();
}
