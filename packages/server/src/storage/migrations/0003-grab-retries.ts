import type { AnyDb } from '../dialects/schema-tools.ts';
import { optional } from '../dialects/table.ts';
import { ownTables } from './0001-tables.ts';
import type { MigrationTools } from './tools.ts';

/** Which grab a grab tries again. */
export async function addGrabRetries(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  const grabs = ownTables['grabs'];
  if (!grabs) return;
  await schema.extend(db, 'grabs', { ...grabs, columns: { ...grabs.columns, retry_of: optional('bigint') } });
}
