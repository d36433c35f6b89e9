import { expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { firstSyncOf, setUp } from '../testing/setup.ts';
import type { FirstSyncStep } from './first-sync.ts';

/** Time that passes ten thousand times faster for timers, so that tests can ask for minutes. */
const fastClock: Clock = { now: Date.now, schedule: (ms, action) => systemClock.schedule(ms / 10_000, action) };

test('the key can come after all history; the client then syncs the address book all the same', async () => {
  const { account, link, sim } = await setUp(undefined, { clock: fastClock });
  sim.faults.set({ kind: 'app-state-key-late', ms: 60_000 }, { times: 1 });
  const client = await link();
  await client.event('contacts.upsert', (all) => all.some(({ name }) => name));
  const keyAt = client.seen.findIndex(({ name, data }) => name === 'creds.update' && 'myAppStateKeyId' in data);
  const historyAt = client.seen.findIndex(({ name }) => name === 'messaging-history.set');
  expect(keyAt).toBeGreaterThan(-1);
  expect(historyAt).toBeGreaterThan(-1);
  expect(account.addressBook.length).toBeGreaterThan(0);
});

test('the history can be late, and comes all the same', async () => {
  const { link, sim } = await setUp(undefined, { clock: fastClock });
  sim.faults.set({ kind: 'history-late', ms: 600_000 }, { times: 1 });
  const client = await link();
  await firstSyncOf(client);
});

test('an address book that is refused throughout the first sync can be asked for later', async () => {
  const { account, link, sim } = await setUp();
  sim.faults.set({ kind: 'rate-overlimit', on: 'app-state' });
  const client = await link();
  const queries = () => sim.connections(account.person.phone).queries['app-state'] ?? 0;
  // The client tries again with every history message that it gets while it waits for the address book.
  await expect.poll(queries).toBeGreaterThan(1);
  await client.event('messaging-history.status', ({ syncType, status }) => syncType === 3 && status === 'complete');
  expect(client.all('contacts.upsert').flat()).toEqual([]);
  sim.faults.clear('rate-overlimit');
  await client.socket.resyncAppState(['critical_block', 'critical_unblock_low'], true);
  await client.event('contacts.upsert', (all) => all.some(({ name }) => name));
});

test('chats beyond the first 500 come in recent chunks, the last with full progress', async () => {
  const steps: FirstSyncStep[] = [];
  const pace = async (step: FirstSyncStep): Promise<void> => {
    steps.push(step);
  };
  const { account, link } = await setUp({ seed: 7, accounts: 1, contacts: 14_000, groups: 2 }, { pace });
  expect(account.chats.length).toBeGreaterThan(500);
  const client = await link({ appStateMacVerification: { patch: false, snapshot: false } });
  await client.event('messaging-history.set', ({ progress }) => progress === 100);
  expect(steps.map(({ kind }) => kind)).toEqual(['app-state-key', 'bootstrap', 'push-names', 'non-blocking', 'recent']);
  expect(steps.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
  const chats = client.all('messaging-history.set').flatMap((set) => set.chats);
  expect(chats).toHaveLength(account.chats.length + account.groups.length + account.leftGroups.length);
  const names = client.all('contacts.upsert').flat().length;
  const absorbed = client.all('messaging-history.set').flatMap((set) => set.contacts.filter(({ name }) => name));
  expect(names + absorbed.length).toBeGreaterThanOrEqual(account.addressBook.length);
}, 40_000);
