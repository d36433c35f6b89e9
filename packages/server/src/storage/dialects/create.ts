import { sql } from 'kysely';
import type { AnyDb } from './schema-tools.ts';
import { type Column, type Index, indexName, type Table } from './table.ts';

/** What SQLite and PostgreSQL call a type, and how they write a default. */
export type Spelling = {
  type(column: Column): string;
  default(value: string | number | boolean): string;
};

/** `create table` and its indexes, as SQLite and PostgreSQL write them. */
export async function createTable(db: AnyDb, name: string, table: Table, spelling: Spelling): Promise<void> {
  const lines = Object.entries(table.columns).map(([column, spec]) => columnSql(column, spec, spelling));
  if (table.primaryKey) lines.push(`primary key (${quoted(table.primaryKey)})`);
  await sql.raw(`create table if not exists "${name}" (${lines.join(', ')})`).execute(db);
  await createIndexes(db, name, table.indexes);
}

/** Creates the indexes whose names are not there yet. */
export async function createIndexes(db: AnyDb, table: string, indexes: Index[]): Promise<void> {
  for (const index of indexes) {
    const create = index.unique ? 'create unique index' : 'create index';
    const name = indexName(table, index);
    await sql.raw(`${create} if not exists "${name}" on "${table}" (${quoted(index.columns)})`).execute(db);
  }
}

/** Drops indexes of ours, as SQLite and PostgreSQL write it. */
export async function dropIndexes(db: AnyDb, table: string, indexes: Index[]): Promise<void> {
  for (const index of indexes) await sql.raw(`drop index if exists "${indexName(table, index)}"`).execute(db);
}

/** One line of a `create table`. */
export function columnSql(name: string, column: Column, spelling: Spelling): string {
  const nullable = column.nullable || column.type === 'id' ? '' : ' not null';
  const fallback = column.default === undefined ? '' : ` default ${spelling.default(column.default)}`;
  return `"${name}" ${spelling.type(column)}${nullable}${fallback}`;
}

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** A text, number or truth as SQL. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
