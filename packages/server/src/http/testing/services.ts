import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccess, createKeys, unbindSession } from '../../auth/index.ts';
import { createChangeSignal } from '../../changes/index.ts';
import { type Clock, systemClock } from '../../core/index.ts';
import { createGatewayStore } from '../../engine/index.ts';
import type { AllowPrivate } from '../../events/index.ts';
import { openFeatures } from '../../features.ts';
import { createGrabs, createSaveClient } from '../../grabbing/index.ts';
import { scriptedEngine } from '../../grabbing/testing/scripted-engine.ts';
import { createLogger } from '../../observability/index.ts';
import { savedContacts } from '../../saved-contacts.ts';
import { createSessions } from '../../sessions/index.ts';
import { databaseAnswers, dataVersion, openReading, type Storage } from '../../storage/index.ts';
import { createKeptAnswers } from '../idempotency/kept-answers.ts';
import type { HttpDeps } from '../index.ts';

const config: HttpDeps['config'] = {
  language: 'id',
  groupsMinIntervalMs: 60_000,
  grabTimeoutMs: { groups: 60_000, contacts: 60_000, all: 120_000 },
  requestsPerMinute: { key: 0, address: 0 },
  corsOrigins: [],
  trustedProxies: [],
  whatsappSocketUrl: undefined,
  pageFolder: '/nowhere',
};

/** Every service behind the routes over this database, with WhatsApp scripted. The clock drives all but accounts and grabs. */
export async function openServices(
  storage: Storage,
  databaseUrl: string,
  clock: Clock,
  webhookAllowPrivate: AllowPrivate,
) {
  const logger = createLogger('silent');
  const engine = scriptedEngine();
  const changes = createChangeSignal();
  const { publish: changed } = changes;
  const saving = createSaveClient({ url: databaseUrl, poolSize: 3 }, changed);
  const secretKey = 'a secret';
  const own = { storage, clock: systemClock, logger, changed };
  const gateways = createGatewayStore(storage, secretKey);
  const eraseSaved = (id: string) => storage.transaction((trx) => unbindSession(trx, id));
  const sessions = createSessions({ ...own, engine, gateways, eraseSaved });
  const grabs = createGrabs({ ...own, saving, sessions, engineFor: () => engine, timeouts: config.grabTimeoutMs });
  const dataDir = await mkdtemp(join(tmpdir(), 'grabber-data-'));
  const secrets = { secretKey: Buffer.alloc(32, 1), passphrase: undefined };
  const reading = openReading(storage, { url: databaseUrl });
  const parts = { storage, reading, clock, logger, changes, sessions, grabs };
  const settings = { secretKey, secrets, databaseUrl, dataDir, webhookAllowPrivate };
  const features = openFeatures({ ...parts, ...settings, language: 'id' });
  await features.care.follower.start();
  const keys = createKeys({ storage, clock, logger });
  const access = createAccess({ storage, clock });
  const deps: HttpDeps = {
    ...features,
    ...{ sessions, grabs, keys, access, logger, config },
    contacts: savedContacts(storage, grabs),
    keptAnswers: createKeptAnswers({ storage, clock }),
    databaseAnswers: () => databaseAnswers(storage),
    dataVersion: () => dataVersion(storage),
  };

  async function close(): Promise<void> {
    await features.care.follower.close();
    await features.webhooks.close();
    await features.jobs.close();
    await rm(dataDir, { recursive: true });
    await grabs.close();
    await sessions.close();
    await saving.close();
    await reading.close();
  }

  return { deps, engine, sessions, grabs, keys, access, features, close };
}
