import type { Migration } from 'kysely/migration';
import type { SchemaTools } from '../dialects/schema-tools.ts';
import { createOrAdopt } from './0001-create-or-adopt.ts';

/** Every migration, oldest first; a released one is never changed. */
export function migrationsFor(schema: SchemaTools): Record<string, Migration> {
  return {
    '0001-create-or-adopt': { up: (db) => createOrAdopt(db, schema) },
  };
}
