import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWorld, type FirstSyncStep, type Simulator, startSimulator } from '@grabber/simulator';
import { afterEach, describe, expect, test } from 'vitest';
import { createClient } from './support/client.ts';
import { rowFacts, savedContacts, worldFacts } from './support/oracle.ts';
import { type ServerProcess, startProcess } from './support/process.ts';
import { pair, pairAndSync, readSession, sessionWhere } from './support/session.ts';
import { serverEnv, testKey } from './support/stack.ts';
import { until } from './support/until.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function startWorld(contacts: number, pace?: (step: FirstSyncStep) => Promise<void>) {
  const folder = await mkdtemp(join(tmpdir(), 'grabber-kill-'));
  cleanups.push(() => rm(folder, { recursive: true, force: true }));
  const world = createWorld({ preset: 'tiny', seed: 5, contacts });
  const simulator = await startSimulator({ world, ...(pace ? { pace } : {}) });
  cleanups.push(() => simulator.close());
  const [account] = world.accounts;
  if (!account) throw new Error('no account');
  return { simulator, account, env: serverEnv(folder, simulator), scan: scanner(simulator, account.person.phone) };
}

const scanner = (simulator: Simulator, phone: string) => (qr: string) => simulator.phone(phone).scan(qr);

async function start(env: Record<string, string>): Promise<ServerProcess> {
  const server = await startProcess(env);
  cleanups.push(() => server.kill());
  return server;
}

const steps = [0, 1, 2, 3, 4];

describe('kill -9', () => {
  test.each(steps)(
    'in the first sync before message %i: comes back linked, and nothing is lost silently',
    async (last) => {
      let reached = () => {};
      const atStep = new Promise<void>((resolve) => {
        reached = resolve;
      });
      let release = () => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const { simulator, account, env, scan } = await startWorld(200, async ({ index }) => {
        if (index !== last) return;
        reached();
        await released;
      });
      const first = await start(env);
      const id = await pair(createClient(first.url, testKey), 'Toko', scan);
      await atStep;
      await first.kill();
      release();

      const second = createClient((await start(env)).url, testKey);
      const session = await sessionWhere(
        second,
        id,
        (row) => row.status === 'connected' && (row.sync_state === 'complete' || row.sync_state === 'incomplete'),
        180_000,
      );
      expect(simulator.connections(account.person.phone).linkedDevices).toBe(1);
      await second.get(`/api/sessions/${id}/grab-all`);
      const people = await savedContacts(second, id, 'individual');
      expect(new Set(people.map((row) => row.lid ?? row.phone_number)).size).toBe(people.length);
      const world = worldFacts(account, simulator.world);
      if (session.sync_state === 'complete') expect(rowFacts(people)).toEqual(world);
      else expect(session.sync_missing).not.toEqual([]);
    },
  );

  test('in the middle of a grab: the grab is taken up again and ends with every row once', async () => {
    const { simulator, account, env, scan } = await startWorld(20_000);
    const first = await start(env);
    const client = createClient(first.url, testKey);
    const id = await pairAndSync(client, 'Toko', scan);
    const started = await client.post(`/api/sessions/${id}/grabs`, { kind: 'all' });
    const grabId = (started.data['grab'] as { id: number }).id;
    await until('some rows', async () => (await savedContacts(client, id, 'individual')).length > 0);
    await first.kill();

    const second = createClient((await start(env)).url, testKey);
    const grab = await until('the end of the grab', async () => {
      const { data } = await second.get(`/api/sessions/${id}/grabs/${grabId}`);
      const state = data['grab'] as {
        status: string;
        counts: { contacts_saved: number; participants_saved: number };
      };
      return state.status !== 'running' && state.status !== 'queued' && state;
    });
    expect(grab.status).toBe('completed');
    expect(await readSession(second, id)).toMatchObject({ status: 'connected' });
    const people = await savedContacts(second, id, 'individual');
    expect(rowFacts(people)).toEqual(worldFacts(account, simulator.world));
    expect(grab.counts.contacts_saved + grab.counts.participants_saved).toBe(people.length);
  });
});
