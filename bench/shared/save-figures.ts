import { asSystem } from '../../packages/server/src/auth/index.ts';
import { type Contact, listContacts } from '../../packages/server/src/contacts/index.ts';
import { systemClock } from '../../packages/server/src/core/index.ts';
import type { Engine, EngineBatch } from '../../packages/server/src/engine/index.ts';
import { createGrabs, createSaveClient, type Grabs } from '../../packages/server/src/grabbing/index.ts';
import { createLogger } from '../../packages/server/src/observability/index.ts';
import type { Session } from '../../packages/server/src/sessions/index.ts';
import type { DialectName, Storage } from '../../packages/server/src/storage/index.ts';
import { addressBook } from './account.ts';
import type { BenchDatabase } from './database.ts';
import { type Measured, measure } from './measure.ts';
import { saveBare, saveRowByRow } from './seed-algorithm.repo.ts';

export type SaveFigures = {
  dialect: DialectName;
  rows: number;
  bare: Measured;
  first: Measured;
  second: Measured;
  /** Scaled from fewer rows. */
  seed_ms: { first: number; second: number };
  ratios: { first: number; second: number; seed_first: number; seed_second: number };
};

type Round = Pick<SaveFigures, 'bare' | 'first' | 'second' | 'seed_ms'>;
type NewRow = Omit<Contact, 'id'>;

/** A machine that others use is slow by chance, never fast. */
const roundCount = Number(process.env['BENCH_ROUNDS'] ?? 3);
const seedRows = 5000;
const minute = 60_000;

/** All figures of one dialect: the best of some rounds, each way on an empty database of its own. */
export async function saveFigures(
  dialect: DialectName,
  rows: number,
  fresh: () => Promise<BenchDatabase>,
): Promise<SaveFigures> {
  const rounds: Round[] = [];
  for (let round = 0; round < roundCount; round += 1) rounds.push(await measureRound(rows, fresh));
  const best = (way: 'first' | 'second' | 'bare') => fastest(rounds.map((each) => each[way]));
  const [first, second, bare] = [best('first'), best('second'), best('bare')];
  const seed_ms = {
    first: Math.min(...rounds.map(({ seed_ms }) => seed_ms.first)),
    second: Math.min(...rounds.map(({ seed_ms }) => seed_ms.second)),
  };
  const ratio = (value: number, of: number) => Math.round((value / of) * 100) / 100;
  const ratios = {
    first: ratio(first.ms, bare.ms),
    second: ratio(second.ms, bare.ms),
    seed_first: ratio(seed_ms.first, first.ms),
    seed_second: ratio(seed_ms.second, second.ms),
  };
  return { dialect, rows, bare, first, second, seed_ms, ratios };
}

async function measureRound(rows: number, fresh: () => Promise<BenchDatabase>): Promise<Round> {
  const { first, second, saved } = await withDatabase(fresh, (database) => ours(database, rows));
  const bare = await withDatabase(fresh, ({ storage }) => measure(() => saveBare(storage, saved)));
  const seed_ms = await withDatabase(fresh, ({ storage }) => seed(storage, saved));
  return { first, second, bare, seed_ms };
}

function fastest(all: Measured[]): Measured {
  return all.reduce((best, each) => (each.ms < best.ms ? each : best));
}

async function withDatabase<T>(fresh: () => Promise<BenchDatabase>, work: (database: BenchDatabase) => Promise<T>) {
  const database = await fresh();
  return await work(database).finally(() => database.drop());
}

async function ours({ storage, url }: BenchDatabase, rows: number) {
  const saving = createSaveClient({ url });
  const pages = { now: addressBook(10, 'first') };
  const grabs = service(storage, saving, () => pages.now);
  // the thread starts and compiles here, as it has in a server that runs
  await grabOnce(grabs, 'warm-up');
  pages.now = addressBook(rows, 'first');
  const first = await measure(() => grabOnce(grabs, 'account'));
  const saved = await savedRows(storage);
  pages.now = addressBook(rows, 'second');
  const second = await measure(() => grabOnce(grabs, 'account'));
  await grabs.close();
  await saving.close();
  return { first, second, saved };
}

/** The same rows in the same order: by name they would fill the indexes faster than any account does. */
async function savedRows(storage: Storage): Promise<NewRow[]> {
  const rows: Contact[] = [];
  for await (const page of listContacts(storage.db, 'account')) rows.push(...page);
  rows.sort((a, b) => a.id - b.id);
  return rows.map(({ id: _, ...row }) => row);
}

async function seed(storage: Storage, saved: NewRow[]): Promise<{ first: number; second: number }> {
  const some = saved.slice(0, seedRows);
  const scale = saved.length / some.length;
  const first = await measure(() => saveRowByRow(storage, some));
  const second = await measure(() => saveRowByRow(storage, some));
  return { first: Math.round(first.ms * scale), second: Math.round(second.ms * scale) };
}

async function grabOnce(grabs: Grabs, sessionId: string): Promise<void> {
  const { id } = await grabs.start(asSystem(sessionId), 'contacts');
  const { status, error_reason } = await grabs.wait(id);
  if (status !== 'completed') throw new Error(`the grab ended as ${status}: ${error_reason}`);
}

function service(storage: Storage, saving: ReturnType<typeof createSaveClient>, pages: () => EngineBatch[]): Grabs {
  const session = async (id: string) =>
    ({ session_id: id, phone_number: null, lid: null, status: 'connected' }) as Session;
  return createGrabs({
    storage,
    saving,
    sessions: { get: session, requireConnected: session, subscribe: () => () => {} },
    engineFor: () => engineOf(pages),
    clock: systemClock,
    timeouts: { groups: minute, contacts: 10 * minute, all: 10 * minute },
    logger: createLogger('error'),
  });
}

function engineOf(pages: () => EngineBatch[]): Engine {
  return {
    async *fetchContacts() {
      yield* pages();
    },
  } as Partial<Engine> as Engine;
}
