import type { AnyDb } from '../dialects/schema-tools.ts';
import { contacts, ownTables, whatsappSessions } from './0001-tables.ts';
import { extendOldTable } from './adopt/structure.ts';
import type { MigrationTools } from './tools.ts';

/** The first schema: the seed's two tables, created or taken over from the old application, and our own. */
export async function createOrAdopt(db: AnyDb, { schema, bulk }: MigrationTools): Promise<void> {
  const oldContacts = await schema.find(db, 'contacts');
  const oldSessions = await schema.find(db, 'whatsapp_sessions');
  if (oldContacts) await extendOldTable(db, schema, 'contacts', contacts, oldContacts);
  else await schema.create(db, 'contacts', contacts);
  if (oldSessions) await extendOldTable(db, schema, 'whatsapp_sessions', whatsappSessions, oldSessions);
  else await schema.create(db, 'whatsapp_sessions', whatsappSessions);
  for (const [name, table] of Object.entries(ownTables)) await schema.create(db, name, table);
  if (oldSessions) await schema.addIndexes(db, 'whatsapp_sessions', whatsappSessions.indexes);
  if (!oldContacts) return;
  // the phone library is only needed here
  const { adoptContacts } = await import('./adopt/adopt.ts');
  await adoptContacts(db, bulk);
  await schema.addIndexes(db, 'contacts', contacts.indexes);
  await schema.dropUnique(db, 'contacts', ['session_id', 'contact_id', 'type']);
}
