import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { AppError, fromErrorData } from '../../core/index.ts';
import type { WorkerSettings } from './options.ts';
import type { Answer, MainApi, WorkerApi } from './worker-api.ts';

export type SpawnWorker = (settings: WorkerSettings) => Worker;

export const spawnWorker: SpawnWorker = (settings) =>
  new Worker(new URL('./worker.ts', import.meta.url), { workerData: settings, name: 'engine' });

/** One worker thread as the pool sees it. It is watched: one that gives no sign of life for too long is ended like one that died. */
export class WorkerHandle {
  /** Sessions that live here. */
  readonly sessions = new Set<string>();
  readonly #worker: Worker;
  readonly #rpc: BirpcReturn<WorkerApi, MainApi>;
  readonly #beat: NodeJS.Timeout;
  #lastSign = Date.now();
  #closing = false;

  constructor({
    settings,
    spawn,
    main,
    onDeath,
  }: {
    settings: WorkerSettings;
    spawn: SpawnWorker;
    main: MainApi;
    onDeath: (handle: WorkerHandle, cause: string) => void;
  }) {
    const { heartbeat, stall } = settings.timings;
    this.#worker = spawn(settings);
    this.#rpc = createBirpc<WorkerApi, MainApi>(main, {
      post: (message) => this.#worker.postMessage(message),
      on: (receive) => this.#worker.on('message', receive),
      timeout: -1,
    });
    let cause = 'it ended';
    this.#worker.on('error', (error) => {
      cause = error instanceof Error ? error.message : String(error);
    });
    this.#worker.once('exit', () => {
      clearInterval(this.#beat);
      this.#rpc.$close(new AppError('not_connected', { cause: new Error('the engine worker died') }));
      if (!this.#closing) onDeath(this, cause);
    });
    this.#beat = setInterval(() => {
      if (Date.now() - this.#lastSign > stall) {
        cause = 'it gave no sign of life';
        void this.#worker.terminate();
      } else void this.#ping();
    }, heartbeat).unref();
  }

  /** Calls the worker; its error comes out as the `AppError` it was. */
  async call<M extends keyof WorkerApi>(method: M, ...args: Parameters<WorkerApi[M]>): Promise<ValueOf<M>> {
    const answer = (await this.#rpc.$call(method, ...(args as never))) as Answer<ValueOf<M>>;
    this.#lastSign = Date.now();
    if (answer.ok) return answer.value;
    throw fromErrorData(answer.error);
  }

  /** Lets the worker close its connections, then ends it, at the latest after `patience` ms. */
  async close(patience: number): Promise<void> {
    this.#closing = true;
    clearInterval(this.#beat);
    const late = Promise.withResolvers<void>();
    const timer = setTimeout(late.resolve, patience);
    await Promise.race([this.call('close').catch(() => {}), late.promise]);
    clearTimeout(timer);
    await this.#worker.terminate();
  }

  async #ping(): Promise<void> {
    await this.call('ping').catch(() => {});
  }
}

type ValueOf<M extends keyof WorkerApi> = Awaited<ReturnType<WorkerApi[M]>> extends Answer<infer T> ? T : never;
