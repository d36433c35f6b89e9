import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { AppError } from '../core/index.ts';
import { mysqlSchema } from './dialects/mysql/schema.ts';
import { postgresSchema } from './dialects/postgres/schema.ts';
import type { SchemaTools } from './dialects/schema-tools.ts';
import { sqliteSchema } from './dialects/sqlite/schema.ts';
import { migrationsFor } from './migrations/index.ts';
import type { DialectName, Storage } from './storage.ts';

const tools: Record<DialectName, SchemaTools> = { sqlite: sqliteSchema, mysql: mysqlSchema, postgres: postgresSchema };

/**
 * Brings the database up to this program's schema and tells which migrations ran. Safe to call from several
 * processes at once, and again after an interruption; throws `database_newer` when a later program was here before.
 */
export async function migrate(storage: Storage): Promise<string[]> {
  const schema = tools[storage.dialect];
  const migrations = migrationsFor({ schema, bulk: storage.bulk });
  const done = await executed(storage, schema);
  refuseNewer(done, Object.keys(migrations));
  if (Object.keys(migrations).every((name) => done.includes(name))) return [];
  const migrator = new Migrator({ db: storage.db, provider: { getMigrations: async () => migrations } });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return results?.map((result) => result.migrationName) ?? [];
}

/** Whether the database has this program's schema. */
export type SchemaState = 'none' | 'behind' | 'current' | 'newer';

/** How the database's schema stands to this program's, without changing it. */
export async function schemaState(storage: Storage): Promise<SchemaState> {
  const schema = tools[storage.dialect];
  const known = Object.keys(migrationsFor({ schema, bulk: storage.bulk }));
  const done = await executed(storage, schema);
  if (done.length === 0) return 'none';
  if (done.some((name) => !known.includes(name))) return 'newer';
  return known.every((name) => done.includes(name)) ? 'current' : 'behind';
}

async function executed(storage: Storage, schema: SchemaTools): Promise<string[]> {
  if (!(await schema.find(storage.db, 'kysely_migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(storage.db);
  return rows.map((row) => row.name);
}

function refuseNewer(done: string[], known: string[]): void {
  const unknown = done.filter((name) => !known.includes(name)).sort();
  if (unknown.length === 0) return;
  throw new AppError('database_newer', { details: { unknown_migrations: unknown, newest_known: known.at(-1) } });
}
