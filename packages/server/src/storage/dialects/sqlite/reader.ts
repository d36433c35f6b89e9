import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { ReaderFunctions } from './reader-worker.ts';

type Running = { worker: Worker; rpc: BirpcReturn<ReaderFunctions> };

/** A thread with a connection of its own that only reads. It starts when it is first asked, and again after it died. */
export class ReaderThread implements Driver, DatabaseConnection {
  readonly #file: string;
  #running: Running | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  async init(): Promise<void> {}

  /** The thread reads one after the other, whoever asks. */
  async acquireConnection(): Promise<DatabaseConnection> {
    return this;
  }

  async releaseConnection(): Promise<void> {}

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    this.#running ??= this.#start();
    return { rows: (await this.#running.rpc.read(sql, [...parameters])) as R[] };
  }

  // biome-ignore lint/correctness/useYield: Kysely wants a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the reader answers as a whole');
  }

  beginTransaction = onlyReads;
  commitTransaction = onlyReads;
  rollbackTransaction = onlyReads;

  /** Waits for what is being read. */
  async destroy(): Promise<void> {
    const ending = this.#running;
    this.#running = undefined;
    if (ending) await ending.rpc.close().finally(() => ending.worker.terminate());
  }

  #start(): Running {
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { workerData: this.#file });
    const rpc = createBirpc<ReaderFunctions>(
      {},
      {
        post: (message) => worker.postMessage(message),
        on: (listener) => worker.on('message', listener),
        timeout: -1,
      },
    );
    const started: Running = { worker, rpc };
    const fail = (error: Error) => {
      if (this.#running === started) this.#running = undefined;
      if (!rpc.$closed) rpc.$close(error);
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`the reading thread ended with code ${code}`)));
    return started;
  }
}

async function onlyReads(): Promise<void> {
  throw new Error('the reader only reads');
}
