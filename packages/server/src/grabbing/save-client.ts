import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { Changed } from '../changes/index.ts';
import { AppError } from '../core/index.ts';
import type { EngineNews } from '../engine/index.ts';
import type { LiveJob, LiveOutcome, SaveJob, Saver } from './save/index.ts';
import type { SaveListener, SaveOptions, SaveWorker } from './save-protocol.ts';

/** The way to the data worker: bulk database work in a thread of its own. */
export type SaveClient = {
  /** Reads what is known of a session and waits for pages. All calls throw `internal` when the worker dies. */
  open(job: SaveJob): Promise<Saver>;
  /** Saves what an account told between grabs; never beside a grab of the session. */
  saveNews(job: LiveJob, news: EngineNews[]): Promise<LiveOutcome>;
  /** Removes everything saved under a session; tells how many contacts and groups there were. */
  eraseContacts(sessionId: string): Promise<number>;
  /** Ends the worker and closes its database. */
  close(): Promise<void>;
};

/** A grab keeps what it reads: with little room for young objects they are copied again and again. */
const youngGenerationMb = 64;

type Running = { worker: Worker; rpc: BirpcReturn<SaveWorker, SaveListener> };

/** A client that starts the worker when it is first needed, and again after it died. `onChanged` is called after each commit that changed something. */
export function createSaveClient(storage: SaveOptions, onChanged: (changed: Changed) => void = () => {}): SaveClient {
  let running: Running | undefined;

  function start(): Running {
    const worker = new Worker(new URL('./save-worker.ts', import.meta.url), {
      workerData: storage,
      resourceLimits: { maxYoungGenerationSizeMb: youngGenerationMb },
    });
    const rpc = createBirpc<SaveWorker, SaveListener>(
      { changed: onChanged },
      {
        post: (message) => worker.postMessage(message),
        on: (listener) => worker.on('message', listener),
        timeout: -1,
      },
    );
    const started: Running = { worker, rpc };
    const fail = (error: Error) => {
      if (running === started) running = undefined;
      if (!rpc.$closed) rpc.$close(error);
    };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`the data worker ended with code ${code}`)));
    return started;
  }

  function current(): Running {
    running ??= start();
    return running;
  }

  async function call<T>({ rpc }: Running, work: (rpc: Running['rpc']) => Promise<T>): Promise<T> {
    try {
      return await work(rpc);
    } catch (cause) {
      throw new AppError('internal', { cause });
    }
  }

  return {
    async open(job) {
      const here = current();
      await call(here, (rpc) => rpc.open(job));
      return {
        add: (stream, batch) => call(here, (rpc) => rpc.add(job.grabId, stream, batch)),
        finish: () => call(here, (rpc) => rpc.finish(job.grabId)),
        stop: () => call(here, (rpc) => rpc.stop(job.grabId)),
      };
    },
    saveNews: (job, news) => call(current(), (rpc) => rpc.saveNews(job, news)),
    eraseContacts: (sessionId) => call(current(), (rpc) => rpc.eraseContacts(sessionId)),
    async close() {
      const ending = running;
      running = undefined;
      if (!ending) return;
      await call(ending, (rpc) => rpc.close()).finally(() => ending.worker.terminate());
    },
  };
}
