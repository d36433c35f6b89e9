import { sql } from 'kysely';
import { columnSql } from '../create.ts';
import type { AnyDb } from '../schema-tools.ts';
import type { Column, Table } from '../table.ts';
import { postgresSpelling } from './spelling.ts';

type OldColumn = {
  name: string;
  type: string;
  required: boolean;
  is_enum: boolean;
  fallback: string | null;
  counted: boolean;
};

/** Gives an old table our columns and makes its own wide enough for us; nothing is renamed or narrowed. */
export async function extendTable(db: AnyDb, name: string, table: Table): Promise<void> {
  const old = await oldColumns(db, name);
  await dropChecks(db, name, table);
  const clauses = [
    ...Object.entries(table.columns).map(
      ([column, spec]) => `add column if not exists ${columnSql(column, spec, postgresSpelling)}`,
    ),
    ...old.flatMap((column) => changes(column, table.columns[column.name])),
  ];
  await sql.raw(`alter table "${name}" ${clauses.join(', ')}`).execute(db);
}

async function oldColumns(db: AnyDb, name: string): Promise<OldColumn[]> {
  const { rows } = await sql<OldColumn>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      t.typtype = 'e' as is_enum, pg_get_expr(d.adbin, d.adrelid) as fallback,
      a.attidentity <> '' or a.attgenerated <> '' as counted
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = to_regclass(${`"${name}"`}) and a.attnum > 0 and not a.attisdropped`.execute(db);
  return rows;
}

function changes(old: OldColumn, ours: Column | undefined): string[] {
  const mayBeNull = ours ? ours.nullable : old.fallback === null && !old.counted;
  return [...(ours ? widened(old, ours) : []), ...(old.required && mayBeNull ? [`${alter(old)} drop not null`] : [])];
}

function widened(old: OldColumn, ours: Column): string[] {
  if (postgresSpelling.type(ours) !== 'text') return [];
  if (!old.is_enum) return old.type.startsWith('character') ? [`${alter(old)} type text`] : [];
  const value = /^'((?:[^']|'')*)'::/.exec(old.fallback ?? '')?.[1];
  const fallback = value === undefined ? [] : [`${alter(old)} set default '${value}'`];
  return [`${alter(old)} drop default`, `${alter(old)} type text using "${old.name}"::text`, ...fallback];
}

/** Laravel writes an enum as text with a check, which lacks some of our words. */
async function dropChecks(db: AnyDb, name: string, table: Table): Promise<void> {
  const enums = Object.entries(table.columns).flatMap(([column, { type }]) =>
    typeof type === 'string' ? [] : [column],
  );
  const { rows } = await sql<{ name: string }>`
    select c.conname as name from pg_constraint c
    join pg_attribute a on a.attrelid = c.conrelid and array[a.attnum] = c.conkey
    where c.contype = 'c' and c.conrelid = to_regclass(${`"${name}"`}) and a.attname = any(${enums})`.execute(db);
  for (const check of rows) await sql.raw(`alter table "${name}" drop constraint "${check.name}"`).execute(db);
}

function alter({ name }: OldColumn): string {
  return `alter column "${name}"`;
}
