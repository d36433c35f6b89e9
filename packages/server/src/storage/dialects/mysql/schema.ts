import { sql } from 'kysely';
import { missingIndexes, uniquesOver } from '../found.ts';
import { kindColumns, knownFlags } from '../kinds.ts';
import type { AnyDb, FoundColumn, FoundIndex, SchemaTools } from '../schema-tools.ts';
import { index, indexName, type Table } from '../table.ts';
import { extendTable } from './extend.ts';
import { searchColumns, searchHead, searchIndex, searchParts } from './search.ts';
import { binary, type Collation, mysqlColumn, mysqlIndex } from './spelling.ts';

export const mysqlSchema: SchemaTools = {
  async find(db, table) {
    const columns = await findColumns(db, table);
    return columns.length === 0 ? undefined : { columns, indexes: await findIndexes(db, table) };
  },

  async create(db, name, table) {
    const identity = await identityCollation(db);
    const lines = Object.entries(table.columns).map(([column, spec]) => mysqlColumn(column, spec, identity));
    lines.push(`primary key (${primaryKey(table)})`, ...table.indexes.map((index) => mysqlIndex(name, index)));
    await sql
      .raw(`create table if not exists \`${name}\` (${lines.join(', ')}) engine = innodb default charset = utf8mb4`)
      .execute(db);
  },

  extend: async (db, name, table) => extendTable(db, name, table, await identityCollation(db)),

  async addIndexes(db, name, indexes) {
    const missing = missingIndexes(await findIndexes(db, name), indexes);
    if (missing.length === 0) return;
    const clauses = missing.map((index) => `add ${mysqlIndex(name, index)}`);
    await sql.raw(`alter table \`${name}\` ${clauses.join(', ')}`).execute(db);
  },

  async dropIndexes(db, name, indexes) {
    const found = new Set((await findIndexes(db, name)).map((index) => index.name));
    const ours = indexes.map((index) => indexName(name, index)).filter((index) => found.has(index));
    for (const index of ours) await sql.raw(`alter table \`${name}\` drop index \`${index}\``).execute(db);
  },

  /** An index holds 3072 bytes, which the whole text does not fit in. Invisible, so that rows stay what the schema says. */
  async addSearch(db) {
    const indexes = await findIndexes(db, 'contacts');
    if (indexes.some(({ name }) => name === searchIndex)) return;
    await sql
      .raw(
        `alter table contacts
          add column ${searchHead.column} varchar(${searchHead.length}) character set utf8mb4 collate utf8mb4_bin
            generated always as (left(search_text, ${searchHead.length})) virtual invisible,
          add index ${searchIndex} (session_id, search_head, is_me, deleted_at)`,
      )
      .execute(db);
  },

  async improveSearch(db) {
    const old = (await findIndexes(db, 'contacts')).find(({ name }) => name === searchIndex);
    if (old?.columns.join() === searchParts.join()) return;
    const clauses = [`add index ${searchIndex} (${searchParts.join(', ')})`];
    if (!old?.columns.includes('search_bytes'))
      clauses.unshift(...searchColumns.map((column) => `add column ${column}`));
    if (old) clauses.unshift(`drop index ${searchIndex}`);
    if (old?.columns.includes(searchHead.column)) clauses.unshift(`drop column ${searchHead.column}`);
    await sql.raw(`alter table contacts ${clauses.join(', ')}`).execute(db);
  },

  async addKinds(db) {
    if ((await findIndexes(db, 'contacts')).some(({ columns }) => columns.join() === kindColumns.join())) return;
    const columns = Object.entries(knownFlags).map(
      ([name, known]) => `add column ${name} tinyint(1) generated always as (${known}) virtual invisible`,
    );
    await sql
      .raw(`alter table contacts ${columns.join(', ')}, add ${mysqlIndex('contacts', index(...kindColumns))}`)
      .execute(db);
  },

  async dropUnique(db, name, columns) {
    for (const index of uniquesOver(await findIndexes(db, name), columns)) {
      await sql.raw(`alter table \`${name}\` drop index \`${index}\``).execute(db);
    }
  },
};

function primaryKey(table: Table): string {
  const counted = Object.entries(table.columns).find(([, column]) => column.type === 'id');
  return (table.primaryKey ?? [counted?.[0] ?? 'id']).map((column) => `\`${column}\``).join(', ');
}

/** An adopted table decides how ids compare, or no index would serve a join with it. */
async function identityCollation(db: AnyDb): Promise<Collation> {
  const { rows } = await sql<Collation>`select character_set_name as charset, collation_name as collation
    from information_schema.columns
    where table_schema = database() and table_name = 'contacts' and column_name = 'session_id'`.execute(db);
  return rows[0] ?? binary;
}

/** But those that the server computes, which nobody writes. */
async function findColumns(db: AnyDb, table: string): Promise<FoundColumn[]> {
  const { rows } = await sql<{ name: string; type: string; nullable: string }>`
    select column_name as name, column_type as type, is_nullable as nullable from information_schema.columns
    where table_schema = database() and table_name = ${table} and extra not like '%GENERATED%'
    order by ordinal_position`.execute(db);
  return rows.map(({ name, type, nullable }) => ({ name, type, nullable: nullable === 'YES' }));
}

/** Under a name that no column of ours has: by its name a value would be taken for JSON. */
async function findIndexes(db: AnyDb, table: string): Promise<FoundIndex[]> {
  const { rows } = await sql<{ name: string; over: string; non_unique: number }>`
    select index_name as name, group_concat(column_name order by seq_in_index) as \`over\`, max(non_unique) as non_unique
    from information_schema.statistics
    where table_schema = database() and table_name = ${table} group by index_name`.execute(db);
  return rows.map(({ name, over, non_unique }) => ({ name, columns: over.split(','), unique: non_unique === 0 }));
}
