import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { createAccess, createKeys } from './auth/index.ts';
import type { Config } from './config/index.ts';
import { systemClock } from './core/index.ts';
import { openFeatures } from './features.ts';
import { buildEngineHttp, buildHttp, createKeptAnswers, type HttpDeps } from './http/index.ts';
import { createLogger, namedLogger } from './observability/index.ts';
import { savedContacts } from './saved-contacts.ts';
import { type Closers, openServices, type StartOptions } from './services.ts';
import { databaseAnswers, dataVersion, migrate, openReading, openStorage } from './storage/index.ts';

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
  const { sessions, grabs, changes, secret, secretKey } = await openServices(
    config,
    { ...options, storage, logger },
    closers,
  );
  const parts = { storage, reading, changes, clock: systemClock, logger, sessions, grabs };
  const secrets = { secretKey: secret, passphrase: config.backupPassphrase };
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

async function listen(app: FastifyInstance, host: string, port: number, closers: Closers): Promise<string> {
  closers.push(() => app.close());
  await app.listen({ host, port });
  const address = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
