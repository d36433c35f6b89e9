import { sql } from 'kysely';
import { columnSql } from '../create.ts';
import type { AnyDb } from '../schema-tools.ts';
import type { Table } from '../table.ts';
import { postgresSpelling } from './spelling.ts';

/** Gives an old table our columns. */
export async function extendTable(db: AnyDb, name: string, table: Table): Promise<void> {
  for (const [column, spec] of Object.entries(table.columns)) {
    const line = columnSql(column, spec, postgresSpelling);
    await sql.raw(`alter table "${name}" add column if not exists ${line}`).execute(db);
  }
}
