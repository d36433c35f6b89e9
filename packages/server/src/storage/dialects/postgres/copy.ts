import pg from 'pg';
import { type ColumnKind, kindOf } from '../../columns.ts';

type Row = Record<string, unknown>;
type CopyConnection = { sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void };
type Callback = (error: Error | undefined, result: pg.QueryResult) => void;

/** The rows of a `copy ... from stdin`; stands as the only parameter of the statement. */
export class CopyRows {
  readonly text: string;

  constructor(rows: readonly Row[], columns: readonly string[]) {
    const writers = columns.map((column) => ({ column, write: writerOf[kindOf(column)] }));
    const lines = rows.map((row) => writers.map(({ column, write }) => field(row[column], write)).join('\t'));
    this.text = `${lines.join('\n')}\n`;
  }
}

/** A client that knows `copy` beside everything else. */
export class CopyingClient extends pg.Client {
  override query(...parameters: unknown[]): never {
    const [sql, values] = parameters;
    const source = Array.isArray(values) ? values[0] : undefined;
    const result = source instanceof CopyRows ? this.#copy(String(sql), source) : this.#plain(parameters);
    return result as never;
  }

  #plain(parameters: unknown[]): unknown {
    return (super.query as (...all: unknown[]) => unknown).apply(this, parameters);
  }

  #copy(sql: string, source: CopyRows): Promise<pg.QueryResult> {
    const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
    const done: Callback = (error, result) => (error ? reject(error) : resolve(result));
    this.#plain([new CopyQuery(sql, source.text, done)]);
    return promise;
  }
}

class CopyQuery extends (pg.Query as unknown as new (
  config: { text: string },
  values: undefined,
  callback: Callback,
) => object) {
  readonly #rows: string;

  constructor(text: string, rows: string, callback: Callback) {
    super({ text }, undefined, callback);
    this.#rows = rows;
  }

  handleCopyInResponse(connection: CopyConnection): void {
    connection.sendCopyFromChunk(Buffer.from(this.#rows));
    connection.endCopyFrom();
  }
}

type Writer = (value: unknown) => string;

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const writerOf: Record<ColumnKind, Writer> = {
  text: escaped,
  json: escaped,
  number: String,
  boolean: String,
  time: String,
  bytes: (value) => `\\\\x${Buffer.from(value as Uint8Array).toString('hex')}`,
};

function field(value: unknown, write: Writer): string {
  return value === null || value === undefined ? '\\N' : write(value);
}

function escaped(value: unknown): string {
  const text = String(value);
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (character) => escapes[character] ?? character) : text;
}
