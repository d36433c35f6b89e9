import { once } from 'node:events';
import { DisconnectReason } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Fault } from '../faults.ts';
import { startClient, type TestClient } from '../testing/client.ts';
import { firstSyncOf, setUp } from '../testing/setup.ts';

async function closeCode(client: TestClient): Promise<number | undefined> {
  const { lastDisconnect } = await client.connection(({ connection }) => connection === 'close');
  return (lastDisconnect?.error as { output?: { statusCode: number } } | undefined)?.output?.statusCode;
}

test('groups query: rate-overlimit, no answer, slow answer, empty and malformed lists', async () => {
  const { link, sim } = await setUp();
  const client = await link({ defaultQueryTimeoutMs: 3000 });
  await firstSyncOf(client);
  const fetchGroups = () => client.socket.groupFetchAllParticipating();
  sim.faults.set({ kind: 'rate-overlimit', on: 'groups' }, { times: 1 });
  await expect(fetchGroups()).rejects.toMatchObject({ message: 'rate-overlimit', data: 429 });
  sim.faults.set({ kind: 'empty-groups' }, { times: 1 });
  expect(await fetchGroups()).toEqual({});
  sim.faults.set({ kind: 'malformed-groups', missing: 'id' }, { times: 1 });
  await expect(fetchGroups()).rejects.toThrow('missing group id');
  sim.faults.set({ kind: 'slow-answer', on: 'groups', ms: 100 }, { times: 1 });
  expect(Object.keys(await fetchGroups())).not.toHaveLength(0);
  sim.faults.set({ kind: 'no-answer', on: 'groups' }, { times: 1 });
  expect(await fetchGroups()).toEqual({});
  expect(sim.connections(sim.world.accounts[0]?.person.phone ?? '').queries).toMatchObject({ groups: 5 });
});

test('a reply that breaks off in the middle ends the connection', async () => {
  const { link, sim } = await setUp();
  const client = await link();
  await firstSyncOf(client);
  sim.faults.set({ kind: 'drop-mid-reply', on: 'groups' }, { times: 1 });
  await expect(client.socket.groupFetchAllParticipating()).rejects.toBeDefined();
  expect(await closeCode(client)).toBe(DisconnectReason.connectionClosed);
});

test.each<[Fault, number]>([
  [{ kind: 'replaced' }, DisconnectReason.connectionReplaced],
  [{ kind: 'logged-out' }, DisconnectReason.loggedOut],
  [{ kind: 'banned' }, DisconnectReason.forbidden],
])('%o hits a connected client at once', async (fault, code) => {
  const { link, sim } = await setUp();
  const client = await link();
  sim.faults.set(fault, { times: 1 });
  expect(await closeCode(client)).toBe(code);
});

test.each<[Fault, number]>([
  [{ kind: 'banned' }, 403],
  [{ kind: 'client-outdated' }, 405],
  [{ kind: 'server-away' }, 503],
  [{ kind: 'logged-out' }, 401],
  [{ kind: 'replaced' }, 440],
])('%o hits a client that logs in', async (fault, code) => {
  const { client, link, sim } = await setUp();
  const first = await link();
  first.end();
  await expect.poll(() => sim.connections(sim.world.accounts[0]?.person.phone ?? '').connected).toBe(0);
  sim.faults.set(fault, { times: 1 });
  expect(await closeCode(client(first.store))).toBe(code);
});

test('the phone unlinks a device, which must not log in again', async () => {
  const { account, client, link, sim } = await setUp();
  const first = await link();
  sim.phone(account.person.phone).unlink();
  expect(await closeCode(first)).toBe(401);
  expect(await closeCode(client(first.store))).toBe(401);
  expect(sim.connections(account.person.phone)).toMatchObject({ linkedDevices: 0 });
});

test('a client that logs out is taken off the list of linked devices', async () => {
  const { account, link, sim } = await setUp();
  const client = await link();
  await client.socket.logout();
  expect(await closeCode(client)).toBe(401);
  await expect.poll(() => sim.connections(account.person.phone).linkedDevices).toBe(0);
});

test('a second connection of the same device replaces the first', async () => {
  const { client, link } = await setUp();
  const first = await link();
  client(first.store);
  expect(await closeCode(first)).toBe(DisconnectReason.connectionReplaced);
});

test('an upgrade can be refused', async () => {
  const { client, link, sim } = await setUp();
  const first = await link();
  sim.faults.set({ kind: 'upgrade-refused' });
  const [error] = await once(new WebSocket(sim.url), 'error');
  expect(String(error)).toContain('503');
  sim.faults.clear('upgrade-refused');
  const second = client(first.store);
  await second.connection(({ connection }) => connection === 'open');
});

test('a client with a foreign noise key is not let in', async () => {
  const { link, sim } = await setUp();
  const first = await link();
  const { creds, keys } = first.store.state;
  const stolen = { ...first.store, state: { keys, creds: { ...creds, noiseKey: creds.pairingEphemeralKeyPair } } };
  const thief = startClient(sim, stolen);
  expect(await closeCode(thief)).toBe(401);
});
