import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { createWorld, type SimulatorOptions, startSimulator, type WorldOptions } from '@grabber/simulator';
import { pino } from 'pino';
import { migrate, openStorage } from '../../../storage/index.ts';
import type { Engine, EngineBatch, EngineEvent } from '../../engine.ts';
import type { BaileysEngineOptions } from '../options.ts';
import { createBaileysEngine } from '../pool.ts';
import type { EngineTimings } from '../timings.ts';
import { type SpawnWorker, spawnWorker } from '../worker-handle.ts';

/** Waits that a test can afford. */
const quickTimings: Partial<EngineTimings> = {
  watchdog: 8_000,
  query: 2_000,
  freshQuiet: 3_000,
  resumedQuiet: 1_000,
  settle: 150,
  ownBook: 1_000,
  firstSyncWait: 10_000,
  addressBook: 3_000,
  backoffMin: 300,
  backoffMax: 1_000,
  groupSpacing: 20,
  pictureSpacing: 5,
  picture: 300,
  write: 20,
  heartbeat: 100,
  stall: 20_000,
};

export type Lab = Awaited<ReturnType<typeof startLab>>;

export type LabOptions = {
  world?: WorldOptions;
  simulator?: Omit<SimulatorOptions, 'world'>;
  engine?: Partial<Omit<BaileysEngineOptions, 'timings'>>;
  timings?: Partial<EngineTimings>;
  spawn?: SpawnWorker;
  /** A database of the caller's; otherwise a fresh SQLite file. */
  databaseUrl?: string;
};

/** A simulator, a database and engines on both; everything is closed by `close`. */
export async function startLab(options: LabOptions = {}) {
  const world = createWorld({ preset: 'tiny', hostile: false, ...options.world });
  const simulator = await startSimulator({ world, ...options.simulator });
  const folder = await mkdtemp(join(tmpdir(), 'engine-'));
  const storageOptions = { url: options.databaseUrl ?? `sqlite:${join(folder, 'grabber.db')}`, poolSize: 5 };
  const storage = await openStorage(storageOptions);
  await migrate(storage);
  const engines: Watched[] = [];

  function engine(changes: LabOptions = {}): Watched {
    const settings: BaileysEngineOptions = {
      storageOptions,
      secretKey: 'a secret of the tests',
      workers: 1,
      socketUrl: simulator.url,
      trustedRoot: simulator.trustedRoot,
      groupsMinIntervalMs: 0,
      addressBookMinIntervalMs: 0,
      pictures: false,
      logger: pino({ level: 'silent' }),
      ...options.engine,
      ...changes.engine,
      timings: { ...quickTimings, ...options.timings, ...changes.timings },
    };
    const fresh = watch(settings, changes.spawn ?? spawnWorker);
    engines.push(fresh);
    return fresh;
  }

  const phoneNumber = (account = 0) => world.accounts[account]?.person.phone ?? '';
  return {
    world,
    simulator,
    storage,
    engine,
    phoneNumber,
    phone: (account = 0) => simulator.phone(phoneNumber(account)),
    /** Links a session with the account's phone by QR, and waits until the first sync is over. */
    async link(watched: Watched, sessionId: string, account = 0): Promise<void> {
      const qr = watched.next(sessionId, 'qr');
      await watched.engine.connect(sessionId);
      const synced = watched.next(sessionId, 'sync', (event) => event.state !== 'running');
      await simulator.phone(phoneNumber(account)).scan((await qr).qr_raw);
      await synced;
    },
    async close(): Promise<void> {
      await Promise.all(engines.map((each) => each.engine.close()));
      await simulator.close();
      await storage.close();
      await rm(folder, { recursive: true });
    },
  };
}

type OfType<T extends EngineEvent['type']> = Extract<EngineEvent, { type: T }>;

/** An engine whose events can be waited for, and whose threads can be killed. */
export type Watched = ReturnType<typeof watch>;

function watch(options: BaileysEngineOptions, spawn: SpawnWorker) {
  const workers: Worker[] = [];
  const engine: Engine = createBaileysEngine(options, (settings) => {
    const worker = spawn(settings);
    workers.push(worker);
    return worker;
  });
  const events: EngineEvent[] = [];
  engine.subscribe((event) => events.push(event));

  /** The next event of this type that fits. */
  function next<T extends EngineEvent['type']>(
    sessionId: string,
    type: T,
    fits: (event: OfType<T>) => boolean = () => true,
  ): Promise<OfType<T>> {
    const found = Promise.withResolvers<OfType<T>>();
    const stop = engine.subscribe((event) => {
      if (event.session_id !== sessionId || event.type !== type || !fits(event as OfType<T>)) return;
      stop();
      found.resolve(event as OfType<T>);
    });
    return found.promise;
  }

  return {
    engine,
    workers,
    events,
    next,
    /** Connects a linked session and waits until it is open. */
    async open(sessionId: string): Promise<void> {
      const opened = next(sessionId, 'open');
      await engine.connect(sessionId);
      await opened;
    },
    groups: (sessionId: string, signal = never) => readAll(engine.fetchGroups(sessionId, { signal })),
    someGroups: (sessionId: string, ids: string[]) => readAll(engine.fetchGroups(sessionId, { signal: never, ids })),
    contacts: (sessionId: string, signal = never) => readAll(engine.fetchContacts(sessionId, { signal })),
  };
}

const never = new AbortController().signal;

/** All pages of a stream, by kind. */
async function readAll(stream: AsyncIterable<EngineBatch>) {
  const pages: EngineBatch[] = [];
  for await (const page of stream) pages.push(page);
  const end = pages.at(-1);
  if (end?.kind !== 'end') throw new Error('the stream did not end with an end page');
  return {
    pages,
    groups: pages.flatMap((page) => (page.kind === 'groups' ? page.items : [])),
    people: pages.flatMap((page) => (page.kind === 'contacts' ? page.items : [])),
    failures: pages.flatMap((page) => (page.kind === 'failures' ? page.items : [])),
    end,
  };
}
