import type { ChangeSignal } from '../../changes/index.ts';
import { type Clock, isoTime } from '../../core/index.ts';
import { createSealer } from '../../engine/index.ts';
import type { Logger } from '../../observability/index.ts';
import type { Storage } from '../../storage/index.ts';
import { type Address, type AllowPrivate, createMayReach } from './addresses.ts';
import { createRunner, type Runner } from './runner.ts';
import type { Webhooks } from './types.ts';
import { listWebhooks, pruneDeliveries } from './webhooks.repo.ts';
import { createWebhooks } from './webhooks.ts';

const day = 86_400_000;
/** What another process wrote rings no bell here. */
const lookAgainMs = 60_000;
const pruneEveryMs = 3_600_000;
const kept = { deliveredMs: 7 * day, deadMs: 30 * day, delivered: 10_000 };

export type WebhookServiceDeps = {
  storage: Storage;
  changes: ChangeSignal;
  clock: Clock;
  logger: Logger;
  secretKey: string;
  allowPrivate: AllowPrivate;
  /** How long a receiver may take; 15 s unless said otherwise. */
  timeoutMs?: number;
  /** How names are resolved; the system's way unless said otherwise. */
  resolve?: (host: string) => Promise<Address[]>;
};

export type WebhookService = Webhooks & {
  /** Takes up what waits and follows the changes. */
  start(): Promise<void>;
  /** Ends what is being sent; what was not delivered stays for the next start. */
  close(): Promise<void>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
};

/** Webhooks with all that serves them. Owns its timers and requests until `close`. */
export function createWebhookService(options: WebhookServiceDeps): WebhookService {
  const { storage, changes, clock, logger, secretKey, allowPrivate, timeoutMs = 15_000, resolve } = options;
  const stopping = new AbortController();
  const runners = new Map<number, Runner>();
  const calls = new Map<string, () => void>();
  let unsubscribe = () => {};
  const sender = {
    storage,
    clock,
    sealer: createSealer(secretKey),
    mayReach: createMayReach(allowPrivate),
    timeoutMs,
    resolve,
    signal: stopping.signal,
  };

  function runnerOf(id: number): Runner {
    const runner = runners.get(id) ?? createRunner({ ...sender, logger }, id);
    runners.set(id, runner);
    return runner;
  }

  async function wakeAll(): Promise<void> {
    for (const { id } of await listWebhooks(storage.db)) runnerOf(id).wake();
  }

  async function prune(): Promise<void> {
    const deliveredBefore = isoTime(clock.now() - kept.deliveredMs);
    const deadBefore = isoTime(clock.now() - kept.deadMs);
    for (const { id } of await listWebhooks(storage.db))
      await pruneDeliveries(storage.db, id, { deliveredBefore, deadBefore, keep: kept.delivered });
  }

  /** Does it now and then; a failure is told, and the next turn comes. */
  function regularly(name: string, ms: number, task: () => Promise<void>): void {
    const turn = () => {
      task().catch((err) => logger.warn({ err }, `${name} failed`));
      if (!stopping.signal.aborted) calls.set(name, clock.after(ms, turn));
    };
    calls.set(name, clock.after(ms, turn));
  }

  const webhooks = createWebhooks({ ...sender, wake: (id, session) => runnerOf(id).wake(session) });
  return {
    ...webhooks,
    async start() {
      unsubscribe = changes.subscribe(() => {
        for (const runner of runners.values()) runner.wake();
      });
      regularly('looking for changes', lookAgainMs, wakeAll);
      regularly('pruning deliveries', pruneEveryMs, prune);
      await wakeAll();
    },
    async close() {
      stopping.abort();
      unsubscribe();
      for (const callOff of calls.values()) callOff();
      await Promise.all([...runners.values()].map((runner) => runner.stop()));
    },
    async idle() {
      await Promise.all([...runners.values()].map((runner) => runner.idle()));
    },
  };
}
