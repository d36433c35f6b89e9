import type { Transaction } from 'kysely';
import type { Database, Storage } from '../../storage/index.ts';
import { type Fact, type FactKind, saveFacts } from './directory.repo.ts';
import type { Told } from './facts.ts';
import { learnPairs } from './learn-pairs.ts';
import type { LidPair } from './lid-map.repo.ts';
import type { Log } from './log.ts';

type Trx = Transaction<Database>;
type Waiting = { work: ((trx: Trx) => Promise<void>) | undefined; resolve: () => void };
type Batch = {
  facts: Map<FactKind, Map<string, string | null>>;
  /** LID by phone. */
  pairs: Map<string, string>;
  size: number;
  waiting: Waiting[];
};

export type Writer = {
  /** Queues what was told; it is written with what comes soon after, in one transaction. */
  add(told: Told): void;
  /** Resolves when everything told before is committed; `work` runs in the transaction that commits the last of it. */
  settle(work?: (trx: Trx) => Promise<void>): Promise<void>;
  /** Drops what is queued and writes nothing more. */
  retire(): Promise<void>;
};

const fullBatch = 5000;
const retryAfter = 1000;

/** The one writer of a session's directory and LID map: batches in order, one after the other; a failed batch is tried again. */
export function createWriter({
  storage,
  sessionId,
  delay,
  log,
}: {
  storage: Storage;
  sessionId: string;
  delay: number;
  log: Log;
}): Writer {
  let batch = emptyBatch();
  let timer: NodeJS.Timeout | undefined;
  let tail = Promise.resolve();
  let retired = false;

  function schedule(ms: number): void {
    if (ms === 0) clearTimeout(timer);
    else if (timer) return;
    timer = setTimeout(flush, ms);
  }

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const full = batch;
    batch = emptyBatch();
    tail = tail.then(() => writeUntilDone(full));
  }

  async function writeUntilDone(full: Batch): Promise<void> {
    for (;;) {
      try {
        if (!retired) await storage.transaction((trx) => write(storage, trx, sessionId, full));
        for (const { resolve } of full.waiting) resolve();
        return;
      } catch (error) {
        log.warn({ session_id: sessionId, reason: String(error) }, 'could not write what WhatsApp told; trying again');
        await new Promise((resolve) => setTimeout(resolve, retryAfter).unref());
      }
    }
  }

  return {
    add(told) {
      if (retired || (told.facts.length === 0 && told.pairs.length === 0)) return;
      collect(batch, told);
      schedule(batch.size >= fullBatch ? 0 : delay);
    },
    settle(work) {
      return new Promise((resolve) => {
        batch.waiting.push({ work, resolve });
        schedule(0);
      });
    },
    async retire() {
      retired = true;
      flush();
      await tail;
    },
  };
}

function emptyBatch(): Batch {
  return { facts: new Map(), pairs: new Map(), size: 0, waiting: [] };
}

function collect(batch: Batch, told: Told): void {
  for (const fact of told.facts) collectFact(batch, fact);
  for (const pair of told.pairs) batch.pairs.set(pair.pn, pair.lid);
  batch.size += told.facts.length + told.pairs.length;
}

function collectFact(batch: Batch, { kind, jid, name }: Fact): void {
  const names = batch.facts.get(kind) ?? new Map<string, string | null>();
  batch.facts.set(kind, names);
  names.set(jid, name ?? names.get(jid) ?? null);
}

async function write(storage: Storage, trx: Trx, sessionId: string, batch: Batch): Promise<void> {
  for (const [kind, names] of batch.facts) await saveFacts(trx, storage.bulk, sessionId, kind, names);
  const pairs: LidPair[] = [...batch.pairs].map(([pn, lid]) => ({ lid, pn }));
  await learnPairs(trx, storage.bulk, sessionId, pairs);
  for (const { work } of batch.waiting) await work?.(trx);
}
