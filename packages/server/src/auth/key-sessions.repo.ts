import type { Db } from '../storage/index.ts';

/** The sessions of bound keys, key by key. */
export async function sessionsOfKeys(db: Db, keyIds: number[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>(keyIds.map((id) => [id, []]));
  if (keyIds.length === 0) return found;
  const rows = await db.selectFrom('api_key_sessions').selectAll().where('api_key_id', 'in', keyIds).execute();
  for (const { api_key_id, session_id } of rows) found.get(api_key_id)?.push(session_id);
  return found;
}

/** Binds a key to one more session; nothing when it is bound already. */
export async function bindKey(db: Db, api_key_id: number, session_id: string): Promise<void> {
  const bound = await sessionsOfKeys(db, [api_key_id]);
  if (bound.get(api_key_id)?.includes(session_id)) return;
  await db.insertInto('api_key_sessions').values({ api_key_id, session_id }).execute();
}

/** Takes a session that goes away out of every key, so that a later one of the same id is not theirs. */
export async function unbindSession(db: Db, session_id: string): Promise<void> {
  await db.deleteFrom('api_key_sessions').where('session_id', '=', session_id).execute();
}
