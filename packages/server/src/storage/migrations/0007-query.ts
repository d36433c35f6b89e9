import type { AnyDb } from '../dialects/schema-tools.ts';
import { index } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

/** Nobody asks for these within a session only, and each index slows every grab. */
const withinSession = [index('session_id', 'phone_number'), index('session_id', 'lid')];
const overSessions = [index('phone_number', 'id'), index('lid'), index('updated_at', 'id')];

/** What finds contacts over all sessions, and by any part of their texts. */
export async function addQuery(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  await schema.dropIndexes(db, 'contacts', withinSession);
  await schema.addIndexes(db, 'contacts', overSessions);
  await schema.addSearch(db);
}
