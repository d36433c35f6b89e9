import { parentPort, workerData } from 'node:worker_threads';
import { WA_CERT_DETAILS } from '@whiskeysockets/baileys';
import { createBirpc } from 'birpc';
import { AppError, toErrorData } from '../../core/index.ts';
import { openStorage } from '../../storage/index.ts';
import { createSealer } from '../seal.ts';
import { Account } from './account.ts';
import type { Log } from './log.ts';
import type { WorkerSettings } from './options.ts';
import { enforceSignatures } from './signatures.ts';
import { createStreams } from './streams.ts';
import type { Answer, MainApi, WorkerApi } from './worker-api.ts';

// One worker thread: some sessions' sockets, with a database connection of their own. Started by `worker-handle.ts`.

const port = parentPort;
if (!port) throw new Error('worker.ts runs in a worker thread');
const settings = workerData as WorkerSettings;

enforceSignatures();
if (settings.trustedRoot) WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(settings.trustedRoot, 'hex');

const storage = await openStorage(settings.storageOptions);
const sealer = createSealer(settings.secretKey);
const accounts = new Map<string, Account>();
const streams = createStreams();

const api: WorkerApi = {
  connect: (sessionId) => answer(() => account(sessionId).connect()),
  requestPairingCode: (sessionId, phone) => answer(() => account(sessionId).requestPairingCode(phone)),
  disconnect: (sessionId) => answer(() => account(sessionId).disconnect()),
  logout: (sessionId) => answer(() => account(sessionId).logout()),
  isLinked: (sessionId) => answer(() => account(sessionId).isLinked()),
  openStream: (id, sessionId, wanted) =>
    answer(async () => {
      const from = account(sessionId);
      streams.open(id, (signal) =>
        wanted.kind === 'groups' ? from.fetchGroups(signal, wanted.ids) : from.fetchContacts(signal, wanted.refresh),
      );
    }),
  nextPage: (id) => answer(() => streams.next(id)),
  closeStream: (id) => answer(() => streams.close(id)),
  refetch: (sessionId, groupIds) => answer(() => account(sessionId).refetch(groupIds)),
  ping: () => answer(async () => {}),
  close: () => answer(close),
};

const main = createBirpc<MainApi, WorkerApi>(api, {
  post: (message) => port.postMessage(message),
  on: (receive) => port.on('message', receive),
  eventNames: ['onEvent', 'onLog'],
  timeout: -1,
});

const log: Log = { debug: send('debug'), info: send('info'), warn: send('warn'), error: send('error') };

// Baileys leaves some of its own failures to nobody (an answer to a stanza, when the socket has just closed): without this, one
// account's would end the thread, and every other session in it.
process.on('unhandledRejection', (error) => log.warn({ error: toErrorData(error) }, 'a failure nobody took'));

function send(level: keyof Log): Log[keyof Log] {
  return (fields, message) => void main.onLog(level, fields, message);
}

function account(sessionId: string): Account {
  const known = accounts.get(sessionId);
  if (known) return known;
  const emit = main.onEvent;
  const fresh = new Account({ sessionId, storage, sealer, settings, emit: (event) => void emit(event), log });
  accounts.set(sessionId, fresh);
  return fresh;
}

async function answer<T>(task: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ error: toErrorData(error) }, 'engine call failed');
    return { ok: false, error: toErrorData(error) };
  }
}

async function close(): Promise<void> {
  await Promise.all(accounts.values().map((each) => each.disconnect()));
  await storage.close();
}
