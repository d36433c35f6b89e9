import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { AppError } from '../core/index.ts';
import { mysqlSchema } from './dialects/mysql/schema.ts';
import { postgresSchema } from './dialects/postgres/schema.ts';
import type { SchemaTools } from './dialects/schema-tools.ts';
import { sqliteBulk } from './dialects/sqlite/bulk.ts';
import { sqliteSchema } from './dialects/sqlite/schema.ts';
import { migrationsFor } from './migrations/index.ts';
import type { Db, DialectName, Storage } from './storage.ts';
import { formerTables, tableNames } from './tables.ts';

const tools: Record<DialectName, SchemaTools> = { sqlite: sqliteSchema, mysql: mysqlSchema, postgres: postgresSchema };

/** How this dialect makes and finds tables. */
export function schemaTools(dialect: DialectName): SchemaTools {
  return tools[dialect];
}

/**
 * Brings the database up to this program's schema and tells which migrations ran. Safe to call from several
 * processes at once, and again after an interruption; throws `database_newer` when a later program was here before.
 */
export async function migrate(storage: Storage): Promise<string[]> {
  const schema = tools[storage.dialect];
  const known = knownMigrations();
  const done = await executedMigrations(storage.db, schema);
  refuseNewer(done, known);
  if (known.every((name) => done.includes(name))) return [];
  const { error, results } = await migratorOf(storage).migrateToLatest();
  if (error) throw error;
  return results?.map((result) => result.migrationName) ?? [];
}

/** Brings an empty database up to the schema of an older program. */
export async function migrateTo(storage: Storage, migration: string): Promise<void> {
  const { error } = await migratorOf(storage).migrateTo(migration);
  if (error) throw error;
}

/** Drops all tables of ours, and what notes their migrations. */
export async function dropSchema({ db }: Storage): Promise<void> {
  for (const table of [...tableNames, ...formerTables, 'kysely_migration', 'kysely_migration_lock'])
    await db.schema.dropTable(table).ifExists().execute();
}

/** The names of all migrations of this program, oldest first. */
export function knownMigrations(): string[] {
  return Object.keys(migrationsFor({ schema: sqliteSchema, bulk: sqliteBulk }));
}

function migratorOf({ db, dialect, bulk }: Storage): Migrator {
  const migrations = migrationsFor({ schema: tools[dialect], bulk });
  return new Migrator({ db, provider: { getMigrations: async () => migrations } });
}

/** Whether the database has this program's schema. */
export type SchemaState = 'none' | 'behind' | 'current' | 'newer';

/** How the database's schema stands to this program's, without changing it. */
export async function schemaState(storage: Storage): Promise<SchemaState> {
  const schema = tools[storage.dialect];
  const known = knownMigrations();
  const done = await executedMigrations(storage.db, schema);
  if (done.length === 0) return 'none';
  if (done.some((name) => !known.includes(name))) return 'newer';
  return known.every((name) => done.includes(name)) ? 'current' : 'behind';
}

/** The migrations that made the tables of this database. */
export async function executedMigrations(db: Db, schema: SchemaTools): Promise<string[]> {
  if (!(await schema.find(db, 'kysely_migration'))) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}

function refuseNewer(done: string[], known: string[]): void {
  const unknown = done.filter((name) => !known.includes(name)).sort();
  if (unknown.length === 0) return;
  throw new AppError('database_newer', { details: { unknown_migrations: unknown, newest_known: known.at(-1) } });
}
