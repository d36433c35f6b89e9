import type { Db } from '../storage/index.ts';

/** Whether a grab of this session runs or waits; it holds the session's rows in memory and must remain their only writer. */
export async function isBeingGrabbed(db: Db, sessionId: string): Promise<boolean> {
  const running = await db
    .selectFrom('grabs')
    .select('id')
    .where('session_id', '=', sessionId)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return running !== undefined;
}
