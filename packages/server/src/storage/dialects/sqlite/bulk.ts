import type { BulkWriter, Db } from '../../storage.ts';
import { leaseOf } from './dialect.ts';

type Row = Record<string, unknown>;

/** One prepared row statement in a loop: twice as fast as json_each or multi-row statements. */
export const sqliteBulk: BulkWriter = {
  async insert(db, table, rows) {
    await insertAll(db, table, rows);
  },

  insertWithIds: insertAll,

  async update(db, table, rows, columns) {
    const sets = columns.map((column) => `"${column}" = ?`).join(', ');
    await runMany(db, `update "${table}" set ${sets} where "id" = ?`, rows, [...columns, 'id']);
  },

  async upsert(db, table, rows, { key, columns, keepWhenNull = [] }) {
    const names = columnsOf(rows);
    const sets = columns.map((column) => {
      const fresh = `excluded."${column}"`;
      return `"${column}" = ${keepWhenNull.includes(column) ? `coalesce(${fresh}, "${column}")` : fresh}`;
    });
    const action = sets.length > 0 ? `update set ${sets.join(', ')}` : 'nothing';
    await runMany(db, `${insertInto(table, names)} on conflict (${quoted(key)}) do ${action}`, rows, names);
  },
};

async function insertAll(db: Db, table: string, rows: readonly Row[]): Promise<number[]> {
  const columns = columnsOf(rows);
  return runMany(db, insertInto(table, columns), rows, columns);
}

async function runMany(db: Db, sql: string, rows: readonly Row[], columns: string[]): Promise<number[]> {
  if (rows.length === 0) return [];
  const values = rows.map((row) => columns.map((column) => row[column]));
  return db.getExecutor().provideConnection((connection) => leaseOf(connection).runMany(sql, values));
}

function insertInto(table: string, columns: string[]): string {
  return `insert into "${table}" (${quoted(columns)}) values (${columns.map(() => '?').join(', ')})`;
}

function columnsOf(rows: readonly Row[]): string[] {
  return Object.keys(rows[0] ?? {});
}

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
