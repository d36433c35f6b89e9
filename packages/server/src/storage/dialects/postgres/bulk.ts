import { CompiledQuery } from 'kysely';
import { chunksOf } from '../../../core/index.ts';
import { type ColumnKind, kindOf } from '../../columns.ts';
import type { BulkWriter, Db } from '../../storage.ts';
import { CopyRows } from './copy.ts';
import { latestByKey } from './latest.ts';

type Row = Record<string, unknown>;

/** One array parameter a column has no limit of its own, but a message of some megabytes is enough. */
const rowsPerStatement = 5000;

const arrayOf: Record<ColumnKind, string> = {
  text: 'text[]',
  number: 'bigint[]',
  boolean: 'boolean[]',
  time: 'timestamptz[]',
  json: 'jsonb[]',
  bytes: 'bytea[]',
};

/** New rows by `copy`, what may meet old rows by `unnest` of one array a column. */
export const postgresBulk: BulkWriter = {
  insert: (db, table, rows) => copy(db, table, rows, columnsOf(rows)),

  async insertWithIds(db, table, rows) {
    const ids = await nextIds(db, table, rows.length);
    const withIds = rows.map((row, index) => ({ ...row, id: ids[index] }));
    await copy(db, table, withIds, columnsOf(withIds));
    return ids;
  },

  async update(db, table, rows, columns) {
    const all = ['id', ...columns];
    const sets = columns.map((column) => `"${column}" = v."${column}"`).join(', ');
    await inChunks(db, `update "${table}" t set ${sets} from ${unnest(all)} where t."id" = v."id"`, rows, all);
  },

  async upsert(db, table, rows, { key, columns, keepWhenNull = [] }) {
    const names = columnsOf(rows);
    const sets = columns.map((column) => {
      const fresh = `excluded."${column}"`;
      return `"${column}" = ${keepWhenNull.includes(column) ? `coalesce(${fresh}, t."${column}")` : fresh}`;
    });
    const action = sets.length > 0 ? `update set ${sets.join(', ')}` : 'nothing';
    const sql = `${insertFrom(table, names)} on conflict (${quoted(key)}) do ${action}`;
    await inChunks(db, sql, latestByKey(rows, key, columns, keepWhenNull), names);
  },
};

async function copy(db: Db, table: string, rows: readonly Row[], columns: string[]): Promise<void> {
  for (const chunk of chunksOf(rows, rowsPerStatement)) {
    const source = new CopyRows(chunk, columns);
    await db.executeQuery(CompiledQuery.raw(`copy "${table}" (${quoted(columns)}) from stdin`, [source]));
  }
}

async function nextIds(db: Db, table: string, count: number): Promise<number[]> {
  const sql = `select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2)`;
  const { rows } = await db.executeQuery<{ id: number }>(CompiledQuery.raw(sql, [table, count]));
  return rows.map((row) => row.id);
}

async function inChunks(db: Db, sql: string, rows: readonly Row[], columns: string[]): Promise<void> {
  for (const chunk of chunksOf(rows, rowsPerStatement)) {
    const arrays = columns.map((column) => chunk.map((row) => row[column] ?? null));
    await db.executeQuery(CompiledQuery.raw(sql, arrays));
  }
}

function insertFrom(table: string, columns: string[]): string {
  return `insert into "${table}" as t (${quoted(columns)}) select ${quoted(columns)} from ${unnest(columns)}`;
}

function unnest(columns: string[]): string {
  const arrays = columns.map((column, index) => `$${index + 1}::${arrayOf[kindOf(column)]}`);
  return `unnest(${arrays.join(', ')}) as v(${quoted(columns)})`;
}

function columnsOf(rows: readonly Row[]): string[] {
  return Object.keys(rows[0] ?? {});
}

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
