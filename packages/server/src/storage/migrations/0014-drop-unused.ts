import type { AnyDb } from '../dialects/schema-tools.ts';

const unused = ['analytics_progress', 'analytics_sheets', 'change_hours'];

/** Tables in which analytics was to keep what it had counted: it asks the rows themselves, and remembers the answers. */
export async function dropUnused(db: AnyDb): Promise<void> {
  for (const table of unused) await db.schema.dropTable(table).ifExists().execute();
}
