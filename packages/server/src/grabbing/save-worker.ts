import { parentPort, workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { forgetSession } from '../care/index.ts';
import { lastSeq } from '../changes/index.ts';
import { eraseContacts } from '../contacts/index.ts';
import { isoTime, systemClock } from '../core/index.ts';
import { createDigests, createOptOutGuard, type OptOutGuard } from '../opt-outs/index.ts';
import { openStorage } from '../storage/index.ts';
import { createSaver, type SaveProgress, type Saver, saveNews } from './save/index.ts';
import type { SaveListener, SaveOptions, SaveWorker } from './save-protocol.ts';

const port = parentPort;
if (!port) throw new Error('save-worker.ts runs as a worker thread');

const { optOutSecret, ...options } = workerData as SaveOptions;
const storage = await openStorage(options);
const digests = optOutSecret === undefined ? undefined : createDigests(optOutSecret);
const manyRows = 5000;
const savers = new Map<number, Saver>();

/** After a first grab the planner knows nothing of the rows; nobody needs to wait for it, nor minds if it fails. */
function refreshStatistics({ counts }: SaveProgress): void {
  const fresh = counts.contacts_saved + counts.participants_saved + counts.groups_saved;
  if (fresh >= manyRows) storage.analyze(['contacts', 'group_members', 'changes']).catch(() => undefined);
}

const told = new Map<string, number>();

/** Tells who follows the changes, once what was written is committed. */
async function tellChanged(sessionId: string): Promise<void> {
  const seq = await lastSeq(storage.db, sessionId);
  if (seq <= (told.get(sessionId) ?? 0)) return;
  told.set(sessionId, seq);
  await main.changed({ session_id: sessionId, seq });
}

function saverOf(grabId: number): Saver {
  const saver = savers.get(grabId);
  if (!saver) throw new Error(`grab ${grabId} is not open here`);
  return saver;
}

async function guardOf(sessionId: string): Promise<OptOutGuard | undefined> {
  return digests && (await createOptOutGuard(storage.db, digests, sessionId));
}

const functions: SaveWorker = {
  async open(job) {
    const guard = await guardOf(job.sessionId);
    const saver = await createSaver(storage, job, systemClock, () => tellChanged(job.sessionId), guard);
    savers.set(job.grabId, saver);
  },
  add: (grabId, stream, batch) => saverOf(grabId).add(stream, batch),
  async finish(grabId) {
    const saver = saverOf(grabId);
    const progress = await saver.finish();
    savers.delete(grabId);
    refreshStatistics(progress);
    return progress;
  },
  async stop(grabId) {
    const saver = saverOf(grabId);
    savers.delete(grabId);
    return await saver.stop();
  },
  async saveNews(job, news) {
    const outcome = await saveNews(storage, job, news, systemClock, await guardOf(job.sessionId));
    await tellChanged(job.sessionId);
    return outcome;
  },
  async eraseContacts(sessionId) {
    const count = await storage.transaction(async (trx) => {
      await forgetSession(trx, sessionId);
      return await eraseContacts(storage, trx, sessionId, isoTime(systemClock.now()));
    });
    await tellChanged(sessionId);
    return count;
  },
  close: () => storage.close(),
};

const main = createBirpc<SaveListener, SaveWorker>(functions, {
  post: (message) => port.postMessage(message),
  on: (listener) => port.on('message', listener),
  eventNames: ['changed'],
});
