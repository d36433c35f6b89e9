import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import { whenFree } from './busy.ts';
import type { SqliteConnection } from './connection.ts';
import { Mutex } from './mutex.ts';

/** The two connections of a thread: reads never wait for the thread's own write transaction (WAL). */
export type SqliteConnections = { reader: SqliteConnection; writer: SqliteConnection; writing: Mutex };

export function connections(reader: SqliteConnection, writer: SqliteConnection): SqliteConnections {
  return { reader, writer, writing: new Mutex() };
}

const readOnly = /^\s*(select|with|pragma|explain)\b/i;
const changesSchema = /^\s*(create|alter|drop)\b/i;

/** What Kysely holds as a connection: the reader, and from BEGIN to COMMIT the writer, which one lease has at a time. */
export class SqliteLease implements DatabaseConnection {
  readonly #connections: SqliteConnections;
  #endWriting: (() => void) | undefined;

  constructor(shared: SqliteConnections) {
    this.#connections = shared;
  }

  async begin(): Promise<void> {
    const { writer, writing } = this.#connections;
    const end = await writing.acquire();
    try {
      await whenFree(() => writer.exec('begin immediate'));
      this.#endWriting = end;
    } catch (error) {
      end();
      throw error;
    }
  }

  async commit(): Promise<void> {
    await whenFree(() => this.#connections.writer.exec('commit'));
    this.#finish();
  }

  /** The writer goes to the next lease whatever happens; some failures have rolled back by themselves. */
  rollback(): void {
    const { writer } = this.#connections;
    try {
      if (writer.isTransaction) writer.exec('rollback');
    } finally {
      this.#finish();
    }
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { reader, writer } = this.#connections;
    if (!this.#endWriting && readOnly.test(sql)) return whenFree(() => reader.run<R>(sql, parameters));
    const result = await this.#write(() => writer.run<R>(sql, parameters));
    if (changesSchema.test(sql)) this.#forgetStatements();
    return result;
  }

  async *streamQuery<R>({ sql, parameters }: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    const { reader, writer } = this.#connections;
    let rows: R[] = [];
    for (const row of (this.#endWriting ? writer : reader).iterate<R>(sql, parameters)) {
      if (rows.push(row) < chunkSize) continue;
      yield { rows };
      rows = [];
    }
    if (rows.length > 0) yield { rows };
  }

  /** One statement for each row, all or nothing; tells the row id after each. */
  async runMany(sql: string, rows: readonly (readonly unknown[])[]): Promise<number[]> {
    const { writer } = this.#connections;
    if (this.#endWriting) return writer.runMany(sql, rows);
    await this.begin();
    try {
      const ids = writer.runMany(sql, rows);
      await this.commit();
      return ids;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  async #write<T>(work: () => T): Promise<T> {
    if (this.#endWriting) return work();
    const end = await this.#connections.writing.acquire();
    try {
      return await whenFree(work);
    } finally {
      end();
    }
  }

  #finish(): void {
    this.#endWriting?.();
    this.#endWriting = undefined;
  }

  #forgetStatements(): void {
    this.#connections.reader.forgetStatements();
    this.#connections.writer.forgetStatements();
  }
}
