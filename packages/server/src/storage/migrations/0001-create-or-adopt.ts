import type { AnyDb, SchemaTools } from '../dialects/schema-tools.ts';
import { contacts, ownTables, whatsappSessions } from './0001-tables.ts';

/** The first schema: the seed's two tables, created or taken over from the old application, and our own. */
export async function createOrAdopt(db: AnyDb, schema: SchemaTools): Promise<void> {
  await schema.create(db, 'contacts', contacts);
  await schema.create(db, 'whatsapp_sessions', whatsappSessions);
  for (const [name, table] of Object.entries(ownTables)) await schema.create(db, name, table);
}
