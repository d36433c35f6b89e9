import { sql } from 'kysely';
import type { DialectName } from '../storage.ts';
import type { AnyDb } from './schema-tools.ts';

const statements: Record<DialectName, (table: string) => string> = {
  sqlite: (table) => `analyze "${table}"`,
  mysql: (table) => `analyze table \`${table}\``,
  postgres: (table) => `analyze "${table}"`,
};

/** Tells the planner what the tables hold now. */
export async function analyze(db: AnyDb, dialect: DialectName, tables: readonly string[]): Promise<void> {
  for (const table of tables) await sql.raw(statements[dialect](table)).execute(db);
}
