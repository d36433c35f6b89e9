import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import type { ReaderFunctions, ReaderInputs } from './reader-worker.ts';

type Running = {
  worker: Worker;
  rpc: BirpcReturn<ReaderFunctions, ReaderInputs>;
  inputs: Map<number, AsyncIterator<unknown>>;
};

/** Rows are read, sent and forgotten: with more room garbage lies about for longer, with less some of it is kept for long. */
const youngGenerationMb = 16;

/** A thread with a connection of its own that only reads. It starts when it is first asked, and again after it died. */
export class ReaderThread implements Driver, DatabaseConnection {
  readonly #file: string;
  #running: Running | undefined;
  #lastId = 0;

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

  /** What a module's `makePieces` makes in the thread, the next piece while one is worked on; leaving off ends it there too. */
  async *pieces<Input, Options, Piece>(
    module: URL,
    inputs: AsyncIterable<Input>,
    options: Options,
  ): AsyncGenerator<Piece> {
    this.#running ??= this.#start();
    const { rpc, inputs: waiting } = this.#running;
    const id = ++this.#lastId;
    const source = inputs[Symbol.asyncIterator]();
    waiting.set(id, source);
    try {
      await rpc.begin(id, module.href, options);
      for (let piece = await rpc.piece(id); !piece.done; ) {
        const coming = rpc.piece(id);
        // it may fail while nobody waits for it
        coming.catch(() => undefined);
        yield piece.value as Piece;
        piece = await coming;
      }
    } finally {
      waiting.delete(id);
      if (!rpc.$closed) await rpc.leave(id);
      await source.return?.();
    }
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
    const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), {
      workerData: this.#file,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    const inputs: Running['inputs'] = new Map();
    const rpc = createBirpc<ReaderFunctions, ReaderInputs>(
      { input: async (id) => (await inputs.get(id)?.next()) ?? { done: true, value: undefined } },
      {
        post: (message) => worker.postMessage(message),
        on: (listener) => worker.on('message', listener),
        timeout: -1,
      },
    );
    const started: Running = { worker, rpc, inputs };
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
