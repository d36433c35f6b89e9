import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { QueryResult } from 'kysely';
import { type RowReader, rowReader } from './rows.ts';

type Prepared = { statement: StatementSync; returnsRows: boolean; read: RowReader | undefined };

const cachedStatements = 200;

/** One connection with its prepared statements. */
export class SqliteConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, Prepared>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  run<R>(sql: string, parameters: readonly unknown[]): QueryResult<R> {
    const prepared = this.#prepare(sql);
    const { statement } = prepared;
    const values = parameters.map(toSqlite);
    if (prepared.returnsRows) {
      const rows = statement.all(...values) as unknown as SQLOutputValue[][];
      // after the first run only: until then the columns may be those of before another connection's change of the schema
      prepared.read ??= rowReader(statement.columns());
      return { rows: rows.map(prepared.read) as R[] };
    }
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  /** Runs one statement for each row of parameters, and tells the row id after each. */
  runMany(sql: string, rows: readonly (readonly unknown[])[]): number[] {
    const { statement } = this.#prepare(sql);
    return rows.map((row) => Number(statement.run(...row.map(toSqlite)).lastInsertRowid));
  }

  /** Rows one by one, from a statement of its own, so that others may run meanwhile. */
  *iterate<R>(sql: string, parameters: readonly unknown[]): IterableIterator<R> {
    const statement = this.#database.prepare(sql);
    statement.setReturnArrays(true);
    let read: RowReader | undefined;
    for (const row of statement.iterate(...parameters.map(toSqlite)) as Iterable<unknown>) {
      read ??= rowReader(statement.columns());
      yield read(row as SQLOutputValue[]) as R;
    }
  }

  get isTransaction(): boolean {
    return this.#database.isTransaction;
  }

  exec(sql: string): void {
    this.#database.exec(sql);
  }

  /** After a change of the schema the columns of a prepared statement may be others. */
  forgetStatements(): void {
    this.#prepared.clear();
  }

  close(): void {
    this.forgetStatements();
    this.#database.close();
  }

  #prepare(sql: string): Prepared {
    const known = this.#prepared.get(sql);
    if (known) return known;
    const statement = this.#database.prepare(sql);
    // arrays, which we make into rows: its own objects are dictionaries, larger and slower in all later use
    statement.setReturnArrays(true);
    const prepared = { statement, returnsRows: statement.columns().length > 0, read: undefined };
    const oldest = this.#prepared.keys().next();
    if (this.#prepared.size >= cachedStatements && !oldest.done) this.#prepared.delete(oldest.value);
    this.#prepared.set(sql, prepared);
    return prepared;
  }
}

function toSqlite(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  return value as SQLInputValue;
}
