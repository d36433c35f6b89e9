import type { Db, EngineGatewaysTable } from '../../storage/index.ts';

/** The row of a session that lives at a gateway. */
export async function findGateway(db: Db, sessionId: string): Promise<EngineGatewaysTable | undefined> {
  return await db.selectFrom('engine_gateways').selectAll().where('session_id', '=', sessionId).executeTakeFirst();
}

/** All gateways of sessions. */
export async function listGateways(db: Db): Promise<EngineGatewaysTable[]> {
  return await db.selectFrom('engine_gateways').selectAll().orderBy('session_id').execute();
}

/** Adds the row of a new session. */
export async function insertGateway(db: Db, row: EngineGatewaysTable): Promise<void> {
  await db.insertInto('engine_gateways').values(row).execute();
}

/** Forgets where a session's account lives. */
export async function deleteGateway(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_gateways').where('session_id', '=', sessionId).execute();
}
