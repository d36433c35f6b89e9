import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { SqliteConnection } from './connection.ts';

const port = parentPort;
if (!port) throw new Error('reader-worker.ts runs as a worker thread');

/** Nobody else waits for this thread, so it may sleep while the file is locked. */
const patienceMs = 30_000;

const file = workerData as string;
const database = new DatabaseSync(file, { readOnly: true, enableForeignKeyConstraints: false, timeout: patienceMs });
database.exec('pragma temp_store = memory; pragma cache_size = -16000');
const connection = new SqliteConnection(database);

const functions = {
  /** The rows of one statement, as the schema promises them. */
  read: (sql: string, parameters: unknown[]): unknown[] => connection.run(sql, parameters).rows,
  close: () => connection.close(),
};
export type ReaderFunctions = typeof functions;

createBirpc<Record<string, never>, ReaderFunctions>(functions, {
  post: (message) => port.postMessage(message),
  on: (listener) => port.on('message', listener),
});
