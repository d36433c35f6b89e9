import type { Transaction } from 'kysely';
import { lidOf } from '../../core/index.ts';
import type { Database, Storage } from '../../storage/index.ts';
import { type Fact, type FactKind, saveFacts } from './directory.repo.ts';
import type { Told } from './facts.ts';
import { learnPairs } from './learn-pairs.ts';
import type { LeftNumbers, TimedPair } from './left-numbers.ts';
import { findPhones } from './lid-map.repo.ts';
import type { Log } from './log.ts';

type Trx = Transaction<Database>;
type Waiting = { work: ((trx: Trx) => Promise<void>) | undefined; resolve: () => void };
type Batch = {
  facts: Map<FactKind, Map<string, string | null>>;
  /** Each as it was told last, in this order. */
  pairs: Map<string, TimedPair>;
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
  left,
  delay,
  log,
}: {
  storage: Storage;
  sessionId: string;
  left: LeftNumbers;
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
        if (!retired) await storage.transaction((trx) => write(storage, trx, sessionId, full, left));
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
  for (const pair of told.pairs) setLast(batch.pairs, `${pair.lid} ${pair.pn}`, { ...pair, asOf: told.asOf });
  batch.size += told.facts.length + told.pairs.length;
}

function collectFact(batch: Batch, { kind, jid, name }: Fact): void {
  const names = batch.facts.get(kind) ?? new Map<string, string | null>();
  batch.facts.set(kind, names);
  setLast(names, jid, name ?? names.get(jid) ?? null);
}

/** A map keeps the place of a key that is set again, but what was told last must come last. */
export function setLast<K, V>(map: Map<K, V>, key: K, value: V): void {
  map.delete(key);
  map.set(key, value);
}

async function write(storage: Storage, trx: Trx, sessionId: string, batch: Batch, left: LeftNumbers): Promise<void> {
  await learnPairs(trx, storage.bulk, sessionId, [...batch.pairs.values()], left);
  for (const [kind, names] of batch.facts) {
    await saveFacts(trx, storage.bulk, sessionId, kind, await underPhones(trx, sessionId, names, left));
  }
  for (const { work } of batch.waiting) await work?.(trx);
}

/** The same by phone wherever one is known, so that what is told under both ids of a person stands in one row, the newest last. */
async function underPhones(
  trx: Trx,
  sessionId: string,
  names: Map<string, string | null>,
  left: LeftNumbers,
): Promise<Map<string, string | null>> {
  const current = [...names].map(([jid, name]) => [left.current(jid), name] as const);
  const lids = current.map(([jid]) => lidOf(jid)).filter((lid) => lid !== undefined);
  if (lids.length === 0) return names;
  const phones = await findPhones(trx, sessionId, lids);
  const found = new Map<string, string | null>();
  for (const [jid, name] of current) {
    const phone = phones.get(lidOf(jid) ?? '');
    const key = phone === undefined ? jid : `${phone}@s.whatsapp.net`;
    found.set(key, name ?? found.get(key) ?? null);
  }
  return found;
}
