import { setTimeout as delay } from 'node:timers/promises';
import { type Contact, listContacts } from '../../packages/server/src/contacts/index.ts';
import { readConfig, startServer } from '../../packages/server/src/index.ts';
import type { DialectName, Storage } from '../../packages/server/src/storage/index.ts';
import { type BenchDatabase, benchDatabase } from './database.ts';
import { type Measured, measure } from './measure.ts';
import { saveBare } from './seed-algorithm.repo.ts';
import { type SimulatorProcess, startSimulatorProcess } from './simulator-process.ts';

export type AccountFigures = {
  dialect: DialectName;
  rows: number;
  /** From the scan of the QR code to the end of the first sync. */
  sync: Measured;
  first: Measured;
  second: Measured;
  bare: Measured;
  ratios: { first: number; second: number };
};

const key = 'gr_bench_key_for_this_process_only';
const pollMs = 100;

/** One account of this size through the whole path: phone, wire, engine thread, data thread, database, beside a bare load of the rows it left. */
export async function accountFigures(dialect: DialectName, contacts: number): Promise<AccountFigures> {
  const simulator = await startSimulatorProcess(contacts);
  const database = await benchDatabase(dialect);
  try {
    const { sync, first, second } = await throughServer(database, simulator);
    const rows = await savedRows(database.storage);
    const empty = await benchDatabase(dialect);
    const bare = await measure(() => saveBare(empty.storage, rows)).finally(() => empty.drop());
    const ratios = { first: ratio(first.ms, bare.ms), second: ratio(second.ms, bare.ms) };
    return { dialect, rows: rows.length, sync, first, second, bare, ratios };
  } finally {
    await database.drop();
    await simulator.close();
  }
}

async function throughServer(database: BenchDatabase, simulator: SimulatorProcess) {
  const minutes = String(10 * 60_000);
  const server = await startServer(
    readConfig({
      DATABASE_URL: database.url,
      PORT: '0',
      ADMIN_API_KEY: key,
      LOG_LEVEL: 'error',
      GROUPS_MIN_INTERVAL_MS: '0',
      GRAB_TIMEOUT_ALL_MS: minutes,
      SECRET_KEY: '0'.repeat(64),
      WHATSAPP_SOCKET_URL: simulator.url,
      WHATSAPP_TRUSTED_ROOT: simulator.trustedRoot,
    }),
  );
  const call = caller(server.url);
  try {
    const { session } = await call('POST', '/api/sessions', { name: 'Bench' });
    const id = session.session_id;
    const qr = await until(async () => (await call('GET', `/api/sessions/${id}/qr`)).data.qr_raw);
    const sync = await measure(async () => {
      await simulator.scan(qr);
      await until(async () => (await call('GET', `/api/sessions/${id}/status`)).data.sync_state === 'complete');
    });
    const first = await measure(() => grab(call, id));
    const second = await measure(() => grab(call, id));
    return { sync, first, second };
  } finally {
    await server.close();
  }
}

type Call = ReturnType<typeof caller>;

async function grab(call: Call, id: string): Promise<void> {
  const { data } = await call('POST', `/api/sessions/${id}/grabs`, { kind: 'all' });
  const path = `/api/sessions/${id}/grabs/${data.grab.id}`;
  const { status, error_reason } = await until(async () => {
    const state = (await call('GET', path)).data.grab;
    return state.status !== 'queued' && state.status !== 'running' && state;
  });
  if (status !== 'completed') throw new Error(`the grab ended as ${status}: ${error_reason}`);
}

function caller(url: string) {
  return async (method: string, path: string, body?: unknown) => {
    const headers = { 'x-api-key': key, 'content-type': 'application/json' };
    const answer = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a benchmark reads a few fields of known answers
    return (await answer.json()) as any;
  };
}

async function until<T>(ask: () => Promise<T>): Promise<Exclude<T, false | null | undefined>> {
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | null | undefined>;
    await delay(pollMs);
  }
}

async function savedRows(storage: Storage): Promise<Omit<Contact, 'id'>[]> {
  const [session] = await storage.db.selectFrom('whatsapp_sessions').select('session_id').execute();
  const rows: Contact[] = [];
  for await (const page of listContacts(storage.db, session?.session_id ?? '')) rows.push(...page);
  rows.sort((a, b) => a.id - b.id);
  return rows.map(({ id: _, ...row }) => row);
}

function ratio(value: number, of: number): number {
  return Math.round((value / of) * 100) / 100;
}
