import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createAccess, createKeys, unbindSession } from './auth/index.ts';
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
import { openFeatures } from './features.ts';
import {
  createGrabs,
  createLanes,
  createLiveSync,
  createSaveClient,
  eraseGrabs,
  type Grabs,
} from './grabbing/index.ts';
import { buildEngineHttp, buildHttp, createKeptAnswers, type HttpDeps } from './http/index.ts';
import { createLogger, type Logger, namedLogger } from './observability/index.ts';
import { savedContacts } from './saved-contacts.ts';
import { deleteSchedule } from './scheduling/index.ts';
import { createSessions, engineKindOf } from './sessions/index.ts';
import { databaseAnswers, dataVersion, migrate, openReading, openStorage, type Storage } from './storage/index.ts';

/** Connections to a database server that each engine thread, and the data thread, may hold. */
const enginePoolSize = 3;
const savePoolSize = 2;

export type StartOptions = {
  /** Waits of the engine in milliseconds; tests shorten them. */
  timings?: Partial<EngineTimings>;
};

/** A running server. Whoever started it closes it. */
export type RunningServer = {
  /** `http://host:port` */
  url: string;
  /** Address of the engine contract's own listener, when `enginePort` is set. */
  engineUrl: string | undefined;
  /** The first API key, to be shown once; undefined when there is a key already. */
  firstKey: string | undefined;
  /** Makes the first owner, once; undefined when there is one already. */
  setupToken: string | undefined;
  /** Stops listening, leaves running grabs resumable, closes connections, threads and the database. */
  close(): Promise<void>;
};

/** What was opened, to be closed in the opposite order. */
type Closers = { push(close: () => Promise<unknown>): void };

/** Starts everything, from the database up; when a step fails, what was opened before is closed again. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer();
  };
  try {
    return { ...(await open(config, options, closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(config: Config, options: StartOptions, closers: Closers) {
  const logger = createLogger(config.logLevel);
  const storage = await openStorage({ url: config.databaseUrl });
  closers.push(() => storage.close());
  await migrate(storage);
  const reading = openReading(storage, { url: config.databaseUrl });
  closers.push(() => reading.close());
  const keys = createKeys({ storage, clock: systemClock, logger: namedLogger(logger, 'auth') });
  const access = createAccess({ storage, clock: systemClock });
  const firstKey = await keys.ensureFirstKey(config.adminApiKey);
  const { sessions, grabs, changes, secretKey } = await openServices(config, { ...options, storage, logger }, closers);
  const parts = { storage, reading, changes, clock: systemClock, logger, sessions, grabs };
  const secrets = { secretKey: await readSecret(config), passphrase: config.backupPassphrase };
  const features = openFeatures({ ...parts, ...config, secretKey, secrets });
  closers.push(() => features.jobs.close());
  closers.push(() => features.schedules.close());
  closers.push(() => features.care.follower.close());
  closers.push(() => features.webhooks.close());
  const deps: HttpDeps = {
    ...features,
    sessions,
    grabs,
    contacts: savedContacts(storage, grabs),
    keys,
    access,
    keptAnswers: createKeptAnswers({ storage, clock: systemClock }),
    databaseAnswers: () => databaseAnswers(storage),
    dataVersion: () => dataVersion(storage),
    logger,
    config,
  };
  const url = await listen(buildHttp(deps), config.host, config.port, closers);
  const engineUrl =
    config.enginePort === undefined
      ? undefined
      : await listen(buildEngineHttp(deps), config.host, config.enginePort, closers);
  await sessions.start();
  await grabs.resume();
  await features.jobs.resume();
  await features.schedules.start();
  await features.care.follower.start();
  await features.webhooks.start();
  features.privacy.start();
  closers.push(async () => features.privacy.close());
  await features.backups.schedule();
  closers.push(async () => features.backups.close());
  return { url, engineUrl, firstKey, setupToken: await access.entering.openSetup() };
}

type Opened = StartOptions & { storage: Storage; logger: Logger };

async function openServices(config: Config, { storage, logger, timings }: Opened, closers: Closers) {
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
  return { sessions, grabs, changes, secretKey };
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

async function listen(app: FastifyInstance, host: string, port: number, closers: Closers): Promise<string> {
  closers.push(() => app.close());
  await app.listen({ host, port });
  const address = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
