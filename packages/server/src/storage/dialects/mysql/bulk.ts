import { CompiledQuery } from 'kysely';
import { chunksOf } from '../../../core/index.ts';
import type { BulkWriter, Db } from '../../storage.ts';
import { consecutiveIds } from './ids.ts';
import { toMysqlColumn } from './values.ts';

type Row = Record<string, unknown>;

const rowsPerStatement = 1000;

/** Multi-row statements over the text protocol: `execute` would prepare 17,000 parameters. */
export const mysqlBulk: BulkWriter = {
  async insert(db, table, rows) {
    const columns = columnsOf(rows);
    for (const chunk of chunksOf(rows, rowsPerStatement))
      await run(db, `${insertInto(table, columns)} values ?`, [tuples(chunk, columns)]);
  },

  async insertWithIds(db, table, rows) {
    const columns = columnsOf(rows);
    const ids: number[] = [];
    for (const chunk of chunksOf(rows, rowsPerStatement)) {
      const { insertId } = await run(db, `${insertInto(table, columns)} values ?`, [tuples(chunk, columns)]);
      ids.push(...(await consecutiveIds(db, table, Number(insertId), chunk)));
    }
    return ids;
  },

  async update(db, table, rows, columns) {
    const sets = columns.map((column) => `t.${quote(column)} = v.${quote(column)}`).join(', ');
    for (const chunk of chunksOf(rows, rowsPerStatement)) {
      const { sql, parameters } = derived(chunk, ['id', ...columns]);
      await run(db, `update ${quote(table)} t join (${sql}) v on t.id = v.id set ${sets}`, parameters);
    }
  },

  async upsert(db, table, rows, { key, columns, keepWhenNull = [] }) {
    const names = columnsOf(rows);
    const sets = columns.map((column) => {
      const fresh = `values(${quote(column)})`;
      return `${quote(column)} = ${keepWhenNull.includes(column) ? `coalesce(${fresh}, ${quote(column)})` : fresh}`;
    });
    // setting a column to itself is this dialect's "do nothing"
    const action = sets.length > 0 ? sets.join(', ') : key.map((name) => `${quote(name)} = ${quote(name)}`).join(', ');
    const sql = `${insertInto(table, names)} values ? on duplicate key update ${action}`;
    for (const chunk of chunksOf(rows, rowsPerStatement)) await run(db, sql, [tuples(chunk, names)]);
  },
};

/** The rows as a derived table in the one form that every MySQL and MariaDB reads. */
function derived(rows: Row[], columns: string[]): { sql: string; parameters: unknown[] } {
  const [head, ...rest] = rows.map((_, index) =>
    index === 0 ? columns.map((column) => `? as ${quote(column)}`).join(', ') : columns.map(() => '?').join(', '),
  );
  const sql = [`select ${head}`, ...rest.map((values) => `select ${values}`)].join(' union all ');
  return { sql, parameters: tuples(rows, columns).flat() };
}

function tuples(rows: Row[], columns: string[]): unknown[][] {
  return rows.map((row) => columns.map((column) => toMysqlColumn(column, row[column])));
}

function run(db: Db, sql: string, parameters: unknown[]) {
  return db.executeQuery(CompiledQuery.raw(sql, parameters));
}

function insertInto(table: string, columns: string[]): string {
  return `insert into ${quote(table)} (${columns.map(quote).join(', ')})`;
}

function columnsOf(rows: readonly Row[]): string[] {
  return Object.keys(rows[0] ?? {});
}

function quote(name: string): string {
  return `\`${name}\``;
}
