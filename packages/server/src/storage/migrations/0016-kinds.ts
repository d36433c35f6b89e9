import type { AnyDb } from '../dialects/schema-tools.ts';
import type { MigrationTools } from './tools.ts';

/** Searches and counts over many contacts that read an index which stays in memory. */
export async function addKinds(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  await schema.improveSearch(db);
  await schema.addKinds(db);
}
