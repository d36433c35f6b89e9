import { sql } from 'kysely';
import { createIndexes, createTable, dropIndexes } from '../create.ts';
import { missingIndexes, uniquesOver } from '../found.ts';
import type { AnyDb, FoundColumn, FoundIndex, SchemaTools } from '../schema-tools.ts';
import { extendTable } from './extend.ts';
import { postgresSpelling } from './spelling.ts';

export const postgresSchema: SchemaTools = {
  async find(db, table) {
    const columns = await findColumns(db, table);
    return columns.length === 0 ? undefined : { columns, indexes: await findIndexes(db, table) };
  },

  create: (db, name, table) => createTable(db, name, table, postgresSpelling),

  extend: extendTable,

  async addIndexes(db, name, indexes) {
    const missing = missingIndexes(await findIndexes(db, name), indexes);
    await createIndexes(db, name, missing);
  },

  dropIndexes,

  /** Without the extension, which not every server has or lets its users add, searches read the table. */
  async addSearch(db) {
    await sql
      .raw('do $$ begin create extension if not exists pg_trgm; exception when others then null; end $$')
      .execute(db);
    const { rows } = await sql`select 1 from pg_extension where extname = 'pg_trgm'`.execute(db);
    if (rows.length === 0) return;
    await sql
      .raw('create index if not exists contacts_search_index on contacts using gin (search_text gin_trgm_ops)')
      .execute(db);
  },

  improveSearch: async () => {},

  // it reads an index alone only when the table was vacuumed, and the rows with several processes
  addKinds: async () => {},

  async dropUnique(db, name, columns) {
    for (const index of uniquesOver(await findIndexes(db, name), columns)) {
      await sql.raw(`alter table "${name}" drop constraint if exists "${index}"`).execute(db);
      await sql.raw(`drop index if exists "${index}"`).execute(db);
    }
  },
};

async function findColumns(db: AnyDb, table: string): Promise<FoundColumn[]> {
  const { rows } = await sql<{ name: string; type: string; nullable: boolean }>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable
    from pg_attribute a where a.attrelid = to_regclass(${`"${table}"`}) and a.attnum > 0 and not a.attisdropped
    order by a.attnum`.execute(db);
  return rows;
}

async function findIndexes(db: AnyDb, table: string): Promise<FoundIndex[]> {
  const { rows } = await sql<{ name: string; columns: string[]; unique: boolean }>`
    select c.relname as name, i.indisunique as unique,
      array(select a.attname::text from unnest(i.indkey) with ordinality as k(attnum, place)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum order by k.place) as columns
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where i.indrelid = to_regclass(${`"${table}"`}) and i.indpred is null`.execute(db);
  return rows;
}
