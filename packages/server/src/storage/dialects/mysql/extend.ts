import { sql } from 'kysely';
import type { AnyDb } from '../schema-tools.ts';
import type { Table } from '../table.ts';
import { type Collation, mysqlColumn } from './spelling.ts';

/** Gives an old table our columns. */
export async function extendTable(db: AnyDb, name: string, table: Table, identity: Collation): Promise<void> {
  const { rows } = await sql<{ name: string }>`select column_name as name from information_schema.columns
    where table_schema = database() and table_name = ${name}`.execute(db);
  const known = new Set(rows.map((row) => row.name));
  const missing = Object.entries(table.columns).filter(([column]) => !known.has(column));
  if (missing.length === 0) return;
  const clauses = missing.map(([column, spec]) => `add column ${mysqlColumn(column, spec, identity)}`);
  await sql.raw(`alter table \`${name}\` ${clauses.join(', ')}`).execute(db);
}
