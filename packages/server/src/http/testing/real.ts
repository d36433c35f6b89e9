import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RouteOptions } from 'fastify';
import { asSystem, createAccess, createKeys, unbindSession } from '../../auth/index.ts';
import { createChangeSignal } from '../../changes/index.ts';
import { listContacts, pageContacts } from '../../contacts/index.ts';
import { type Clock, systemClock } from '../../core/index.ts';
import { createGatewayStore } from '../../engine/index.ts';
import type { AllowPrivate } from '../../events/index.ts';
import { openFeatures } from '../../features.ts';
import { createGrabs, createSaveClient, readGrabbedContacts, readGrabbedGroups } from '../../grabbing/index.ts';
import { end, group, groups, member, people, saved } from '../../grabbing/testing/facts.ts';
import { scriptedEngine } from '../../grabbing/testing/scripted-engine.ts';
import { createLogger } from '../../observability/index.ts';
import { createSessions } from '../../sessions/index.ts';
import { dataVersion, type Storage } from '../../storage/index.ts';
import { createKeptAnswers } from '../idempotency/kept-answers.ts';
import { buildHttp } from '../index.ts';
import { fixture } from '../testing.ts';

export type RealHttp = Awaited<ReturnType<typeof realHttp>>;

/**
 * The whole HTTP side over the real services and this database, with WhatsApp scripted. Listens on a free port; the test closes it.
 * Webhooks are served when the test starts them, and reach the private networks that it names.
 */
export async function realHttp(
  storage: Storage,
  url: string,
  clock: Clock = systemClock,
  webhookAllowPrivate: AllowPrivate = 'none',
) {
  const logger = createLogger('silent');
  const engine = scriptedEngine();
  const changes = createChangeSignal();
  const saving = createSaveClient({ url, poolSize: 3 }, changes.publish);
  const eraseSaved = (id: string) => storage.transaction((trx) => unbindSession(trx, id));
  const gateways = createGatewayStore(storage, 'a secret');
  const sessions = createSessions({
    storage,
    engine,
    gateways,
    clock: systemClock,
    logger,
    eraseSaved,
    changed: changes.publish,
  });
  const timeouts = { groups: 60_000, contacts: 60_000, all: 60_000 };
  const engineFor = () => engine;
  const grabs = createGrabs({
    storage,
    saving,
    sessions,
    engineFor,
    clock: systemClock,
    timeouts,
    logger,
    changed: changes.publish,
  });
  const keys = createKeys({ storage, clock, logger });
  const access = createAccess({ storage, clock });
  const keptAnswers = createKeptAnswers({ storage, clock });
  const secrets = { secretKey: Buffer.alloc(32, 1), passphrase: undefined };
  const dataDir = await mkdtemp(join(tmpdir(), 'grabber-data-'));
  const features = openFeatures({
    storage,
    reading: storage,
    changes,
    clock,
    logger,
    dataDir,
    sessions,
    grabs,
    secretKey: 'a secret',
    webhookAllowPrivate,
    databaseUrl: url,
    secrets,
    language: 'id',
  });
  const routes: RouteOptions[] = [];
  const { app } = fixture((faked) => {
    const contacts = {
      ...faked.contacts,
      listSaved: (id: string, type?: 'individual' | 'group') => listContacts(storage.db, id, { type }),
      pageSaved: (id: string, wish: Parameters<typeof pageContacts>[2]) => pageContacts(storage, id, wish),
      deleteSaved: (id: Parameters<typeof grabs.deleteContacts>[0]) => grabs.deleteContacts(id),
      readGrabbedGroups: (id: string) => readGrabbedGroups(storage.db, id),
      readGrabbedContacts: (id: string) => readGrabbedContacts(storage.db, id),
    };
    const server = buildHttp({
      ...faked,
      ...features,
      sessions,
      grabs,
      contacts,
      keys,
      access,
      keptAnswers,
      dataVersion: () => dataVersion(storage),
    });
    server.addHook('onRoute', (route) => void routes.push(route));
    return server;
  });
  await features.care.follower.start();
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;

  /** A connected session with two saved people, a group and a grab. */
  async function grabbedSession(name: string, digits: string): Promise<{ id: string; grabId: number }> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stop = sessions.subscribe(({ session_id, status, name: its }) => {
      if (status === 'connected' && its === name) resolve(session_id);
    });
    await sessions.create({ name });
    const id = await promise.finally(stop);
    const pages = [people(saved(`${digits}1`, `${name} A`), saved(`${digits}2`, `${name} B`)), end()];
    engine.answer(id, 'contacts', pages);
    engine.answer(id, 'groups', [groups(group(`${digits}@g.us`, [member({ pn: `${digits}1` })])), end()]);
    const grab = await grabs.start(asSystem(id), 'all');
    await grabs.wait(grab.id);
    return { id, grabId: grab.id };
  }

  async function close(): Promise<void> {
    await app.close();
    await features.care.follower.close();
    await features.webhooks.close();
    await features.jobs.close();
    await rm(dataDir, { recursive: true });
    await grabs.close();
    await sessions.close();
    await saving.close();
  }

  return {
    app,
    routes,
    base: `http://127.0.0.1:${port}`,
    engine,
    sessions,
    grabs,
    keys,
    access,
    features,
    grabbedSession,
    close,
  };
}
