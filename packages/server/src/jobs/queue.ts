import { AppError } from '../core/index.ts';

/** Does the work of one job. What it throws is its own business: the queue goes on. */
export type QueueWorker = (id: number, signal: AbortSignal) => Promise<void>;

/** Where jobs wait for their turn. Each is worked on once; what waited or ran at `close` is added again after the next start. */
export type JobQueue = {
  /** Adds a job to a lane; those of one lane come one after the other, in their order. Adding one that is there already changes nothing. */
  add(id: number, lane: string): void;
  /** Ends a job's turn: a waiting one never gets it, a running one is told by its signal. Resolves when its work has ended. */
  cancel(id: number): Promise<void>;
  /** Resolves when the job neither waits nor runs. */
  ended(id: number): Promise<void>;
  /** Takes no more, tells what runs by the signal (`shutting_down`), and waits for it. */
  close(): Promise<void>;
};

type Entry = { id: number; controller: AbortController; ended: PromiseWithResolvers<void> };
type Lane = { waiting: Entry[]; running: Entry | undefined };

/** Jobs of this process, in memory: one process serves one database, and the rows of `jobs` outlive it. */
export function createLocalQueue(work: QueueWorker): JobQueue {
  const lanes = new Map<string, Lane>();
  const entries = new Map<number, Entry & { lane: Lane }>();
  let closing = false;

  function leave({ id, ended }: Entry): void {
    entries.delete(id);
    ended.resolve();
  }

  function advance(lane: Lane): void {
    const next = lane.running ? undefined : lane.waiting.shift();
    if (!next) return;
    lane.running = next;
    work(next.id, next.controller.signal)
      .catch(() => undefined)
      .finally(() => {
        lane.running = undefined;
        leave(next);
        advance(lane);
      });
  }

  async function stop(id: number, reason: AppError): Promise<void> {
    const entry = entries.get(id);
    if (!entry) return;
    const { lane } = entry;
    entry.controller.abort(reason);
    const place = lane.waiting.findIndex((each) => each.id === id);
    if (place >= 0) leave(...(lane.waiting.splice(place, 1) as [Entry]));
    await entry.ended.promise;
  }

  return {
    add(id, name) {
      if (closing || entries.has(id)) return;
      const lane = lanes.get(name) ?? { waiting: [], running: undefined };
      lanes.set(name, lane);
      const entry = { id, controller: new AbortController(), ended: Promise.withResolvers<void>() };
      entries.set(id, { ...entry, lane });
      lane.waiting.push(entry);
      advance(lane);
    },
    cancel: (id) => stop(id, new AppError('cancelled')),
    ended: async (id) => entries.get(id)?.ended.promise,
    async close() {
      closing = true;
      const ids = [...entries.keys()];
      // The latest first, so that none that waits gets its turn on the way.
      await Promise.all(ids.reverse().map((id) => stop(id, new AppError('shutting_down'))));
    },
  };
}
