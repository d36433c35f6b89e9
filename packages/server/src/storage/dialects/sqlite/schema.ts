import { sql } from 'kysely';
import { createIndexes, createTable, dropIndexes } from '../create.ts';
import { missingIndexes, uniquesOver } from '../found.ts';
import { kindColumns, knownFlags } from '../kinds.ts';
import type { AnyDb, FoundColumn, FoundIndex, SchemaTools } from '../schema-tools.ts';
import { index, indexName } from '../table.ts';
import { rebuildTable } from './rebuild.ts';
import { sqliteSpelling } from './spelling.ts';

const byName = [index('session_id', 'sort_name', 'id'), index('sort_name', 'id')];
/** Lists, counts and searches read these alone, and the rows of what is found. */
const covered = ['is_me', 'deleted_at', 'search_text'];
const byNameCovering = [
  index('session_id', 'sort_name', 'id', ...covered),
  index('sort_name', 'id', 'session_id', ...covered),
];

export const sqliteSchema: SchemaTools = {
  async find(db, table) {
    const columns = await findColumns(db, table);
    return columns.length === 0 ? undefined : { columns, indexes: await findIndexes(db, table) };
  },

  create: (db, name, table) => createTable(db, name, table, sqliteSpelling),

  extend: rebuildTable,

  async addIndexes(db, name, indexes) {
    const missing = missingIndexes(await findIndexes(db, name), indexes);
    await createIndexes(db, name, missing);
  },

  dropIndexes,

  async addSearch(db) {
    await createIndexes(db, 'contacts', byNameCovering);
    await dropIndexes(db, 'contacts', byName);
  },

  improveSearch: async () => {},

  async addKinds(db) {
    const parts = kindColumns.map((column) => knownFlags[column as keyof typeof knownFlags] ?? `"${column}"`);
    const name = indexName('contacts', index(...kindColumns));
    await sql.raw(`create index if not exists "${name}" on contacts (${parts.join(', ')})`).execute(db);
  },

  async dropUnique(db, name, columns) {
    for (const index of uniquesOver(await findIndexes(db, name), columns)) {
      await sql.raw(`drop index "${index}"`).execute(db);
    }
  },
};

async function findColumns(db: AnyDb, table: string): Promise<FoundColumn[]> {
  const { rows } = await sql<{ name: string; type: string; nullable: number }>`
    select name, type, "notnull" = 0 as nullable from pragma_table_info(${table})`.execute(db);
  return rows.map(({ name, type, nullable }) => ({ name, type, nullable: nullable === 1 }));
}

async function findIndexes(db: AnyDb, table: string): Promise<FoundIndex[]> {
  const { rows } = await sql<{ name: string; unique: number; columns: string }>`
    select l.name as name, l."unique" as "unique",
      (select group_concat(i.name) from pragma_index_info(l.name) i order by i.seqno) as columns
    from pragma_index_list(${table}) l where l.partial = 0`.execute(db);
  return rows.map(({ name, unique, columns }) => ({ name, unique: unique === 1, columns: columns.split(',') }));
}
