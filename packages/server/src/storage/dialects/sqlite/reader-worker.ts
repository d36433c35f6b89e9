import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { Ask, PieceMaker, Statement } from '../../pieces.ts';
import { SqliteConnection } from './connection.ts';

const port = parentPort;
if (!port) throw new Error('reader-worker.ts runs as a worker thread');

/** Nobody else waits for this thread, so it may sleep while the file is locked. */
const patienceMs = 30_000;

const file = workerData as string;
const database = new DatabaseSync(file, { readOnly: true, enableForeignKeyConstraints: false, timeout: patienceMs });
database.exec('pragma temp_store = memory; pragma cache_size = -16000');
const connection = new SqliteConnection(database);
const ask: Ask = <Row>({ sql, parameters }: Statement) => connection.run<Row>(sql, parameters).rows;

/** What the thread asks of whoever started it: what comes next for the maker of this number. */
export type ReaderInputs = { input(id: number): Promise<IteratorResult<unknown>> };

/** Those who make something piece by piece; it takes turns with what is read. */
const making = new Map<number, AsyncIterator<unknown>>();

async function* inputsOf(id: number): AsyncGenerator<unknown> {
  for (let next = await main.input(id); !next.done; next = await main.input(id)) yield next.value;
}

const functions = {
  /** The rows of one statement, as the schema promises them. */
  read: (sql: string, parameters: unknown[]): unknown[] => connection.run(sql, parameters).rows,
  async begin(id: number, module: string, options: unknown): Promise<void> {
    const { makePieces }: { makePieces: PieceMaker<unknown, unknown, unknown> } = await import(module);
    making.set(id, makePieces(inputsOf(id), ask, options)[Symbol.asyncIterator]());
  },
  piece: async (id: number): Promise<IteratorResult<unknown>> =>
    (await making.get(id)?.next()) ?? { done: true, value: undefined },
  async leave(id: number): Promise<void> {
    const maker = making.get(id);
    making.delete(id);
    await maker?.return?.();
  },
  close: () => connection.close(),
};
export type ReaderFunctions = typeof functions;

const main = createBirpc<ReaderInputs, ReaderFunctions>(functions, {
  post: (message) => port.postMessage(message),
  on: (listener) => port.on('message', listener),
  timeout: -1,
});
