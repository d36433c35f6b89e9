import { sql } from 'kysely';
import { columnSql } from '../create.ts';
import type { AnyDb } from '../schema-tools.ts';
import type { Column, Table } from '../table.ts';
import { sqliteSpelling } from './spelling.ts';

type OldColumn = { name: string; type: string; fallback: string | null };

/**
 * Builds an old table anew with our columns, for SQLite can neither widen a check nor add a column with a time as
 * default. Rows, further columns, indexes, triggers and foreign keys of the old table come along.
 */
export async function rebuildTable(db: AnyDb, name: string, table: Table): Promise<void> {
  const { rows: old } = await sql<OldColumn>`
    select name, type, dflt_value as fallback from pragma_table_info(${name})`.execute(db);
  if (isOurs(old, table)) return;
  const attached = await attachedStatements(db, name);
  const lines = [
    ...Object.entries(table.columns).map(([column, spec]) => columnSql(column, spec, sqliteSpelling)),
    ...old.filter((column) => !table.columns[column.name]).map(furtherColumn),
    ...(await foreignKeys(db, name)),
  ];
  const names = old.map((column) => `"${column.name}"`).join(', ');
  const values = old.map((column) => copied(column.name, table.columns[column.name])).join(', ');
  for (const statement of [
    `create table "${name}_rebuilt" (${lines.join(', ')})`,
    `insert into "${name}_rebuilt" (${names}) select ${values} from "${name}"`,
    `drop table "${name}"`,
    `alter table "${name}_rebuilt" rename to "${name}"`,
    ...attached,
  ]) {
    await sql.raw(statement).execute(db);
  }
}

function isOurs(old: OldColumn[], table: Table): boolean {
  const types = new Map(old.map((column) => [column.name, column.type]));
  return Object.entries(table.columns).every(([name, column]) => {
    const [declared] = sqliteSpelling.type(column).split(' ');
    return types.get(name)?.toUpperCase() === declared?.toUpperCase();
  });
}

/** A column that we do not know keeps its type and default, but no row needs it. */
function furtherColumn({ name, type, fallback }: OldColumn): string {
  return `"${name}" ${type}${fallback === null ? '' : ` default (${fallback})`}`;
}

/** What goes into the new column: times in our form, and never null where ours is never null. */
function copied(name: string, ours: Column | undefined): string {
  if (!ours) return `"${name}"`;
  const value = ours.type === 'time' ? `coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', "${name}"), "${name}")` : `"${name}"`;
  if (ours.type === 'json') return `case when json_valid("${name}") then "${name}" else json_quote("${name}") end`;
  if (ours.nullable || ours.type === 'id') return value;
  return `coalesce(${value}, ${sqliteSpelling.default(ours.default ?? '')})`;
}

/** The statements of the indexes and triggers; a unique key inside the old `create table` has none, so it gets one. */
async function attachedStatements(db: AnyDb, name: string): Promise<string[]> {
  const { rows: written } = await sql<{ sql: string }>`
    select sql from sqlite_schema where tbl_name = ${name} and type in ('index', 'trigger') and sql is not null
  `.execute(db);
  const { rows: inline } = await sql<{ columns: string }>`
    select (select group_concat('"' || i.name || '"') from pragma_index_info(l.name) i order by i.seqno) as columns
    from pragma_index_list(${name}) l where l.origin = 'u'`.execute(db);
  return [
    ...written.map((row) => row.sql),
    ...inline.map(
      ({ columns }, index) => `create unique index "${name}_old_unique_${index}" on "${name}" (${columns})`,
    ),
  ];
}

async function foreignKeys(db: AnyDb, name: string): Promise<string[]> {
  const { rows } = await sql<{
    column: string;
    parent: string;
    target: string | null;
    deleted: string;
    updated: string;
  }>`
    select "from" as "column", "table" as parent, "to" as target, on_delete as deleted, on_update as updated
    from pragma_foreign_key_list(${name})`.execute(db);
  return rows.map(({ column, parent, target, deleted, updated }) => {
    const to = target === null ? '' : ` ("${target}")`;
    return `foreign key ("${column}") references "${parent}"${to} on delete ${deleted} on update ${updated}`;
  });
}
