import { unbindSession } from './auth/index.ts';
import { createChangeSignal, deleteChanges } from './changes/index.ts';
import { type Config, readSecret } from './config/index.ts';
import { systemClock } from './core/index.ts';
import {
  createBaileysEngine,
  createGatewayStore,
  createRemoteEngine,
  type Engine,
  type EngineTimings,
  type GatewayKind,
  type GatewayStore,
  routeEngines,
} from './engine/index.ts';
import { deleteDeliveriesOf } from './events/index.ts';
import {
  createGrabs,
  createLanes,
  createLiveSync,
  createSaveClient,
  eraseGrabs,
  type Grabs,
} from './grabbing/index.ts';
import { type Logger, namedLogger } from './observability/index.ts';
import { deleteSchedule } from './scheduling/index.ts';
import { createSessions, engineKindOf } from './sessions/index.ts';
import type { Storage } from './storage/index.ts';

/** Connections to a database server that each engine thread, and the data thread, may hold. */
const enginePoolSize = 3;
const savePoolSize = 2;

export type StartOptions = {
  /** Waits of the engine in milliseconds; tests shorten them. */
  timings?: Partial<EngineTimings>;
};

/** What was opened, to be closed in the opposite order. */
export type Closers = { push(close: () => Promise<unknown>): void };

type Opened = StartOptions & { storage: Storage; logger: Logger };

/** Opens the engines, the thread that saves, and what keeps accounts connected and their contacts grabbed. */
export async function openServices(config: Config, { storage, logger, timings }: Opened, closers: Closers) {
  const secret = await readSecret(config);
  const secretKey = Buffer.from(secret).toString('hex');
  const gateways = createGatewayStore(storage, secretKey);
  const engine = createEngines(config, { storage, logger, timings, secretKey, gateways });
  const changes = createChangeSignal();
  const saving = createSaveClient(
    { url: config.databaseUrl, poolSize: savePoolSize, optOutSecret: secret },
    changes.publish,
  );
  const clock = systemClock;
  const lanes = createLanes();
  const sessions = createSessions({
    storage,
    engine,
    gateways,
    clock,
    logger: namedLogger(logger, 'sessions'),
    eraseSaved: (id) => eraseSaved(id, storage, grabs),
    changed: changes.publish,
  });
  const live = createLiveSync({ engine, saving, sessions, lanes, clock, logger: namedLogger(logger, 'live') });
  closers.push(() => saving.close());
  // What the accounts told last is saved before the data worker goes.
  closers.push(() => engine.close().finally(() => live.close()));
  closers.push(() => sessions.close());
  const grabs: Grabs = createGrabs({
    storage,
    saving,
    sessions,
    engineFor: () => engine,
    lanes,
    clock,
    timeouts: config.grabTimeoutMs,
    logger: namedLogger(logger, 'grabbing'),
    changed: changes.publish,
  });
  closers.push(() => grabs.close());
  return { sessions, grabs, changes, secret, secretKey };
}

type EngineParts = Pick<Opened, 'storage' | 'logger'> & {
  timings: StartOptions['timings'] | undefined;
  secretKey: string;
  gateways: GatewayStore;
};

function createEngines(config: Config, { storage, logger, timings, secretKey, gateways }: EngineParts): Engine {
  const baileys = createBaileysEngine({
    storageOptions: { url: config.databaseUrl, poolSize: enginePoolSize },
    secretKey,
    workers: config.engineWorkers,
    socketUrl: config.whatsappSocketUrl,
    trustedRoot: config.whatsappTrustedRoot,
    groupsMinIntervalMs: config.groupsMinIntervalMs,
    addressBookMinIntervalMs: config.addressBookMinIntervalMs,
    pictures: config.pictures,
    logger: namedLogger(logger, 'engine'),
    timings,
  });
  const remote = (kind: GatewayKind) =>
    createRemoteEngine({
      kind,
      settingsOf: gateways.settingsOf,
      clock: systemClock,
      logger: namedLogger(logger, kind),
    });
  const engines = { baileys, http: remote('http'), waha: remote('waha'), gowa: remote('gowa') };
  return routeEngines(engines, (sessionId) => engineKindOf(storage.db, sessionId));
}

async function eraseSaved(id: Parameters<Grabs['cancelAll']>[0], storage: Storage, grabs: Grabs): Promise<void> {
  await grabs.cancelAll(id);
  await grabs.deleteContacts(id);
  await storage.transaction(async (trx) => {
    await eraseGrabs(trx, id);
    await deleteSchedule(trx, id);
    await deleteChanges(trx, id);
    await deleteDeliveriesOf(trx, id);
    await unbindSession(trx, id);
  });
}
