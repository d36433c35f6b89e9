import { expect, test } from 'vitest';
import type { FirstSyncStep } from '../phone/first-sync.ts';
import { createStore, startClient } from '../testing/client.ts';
import { firstSyncOf, present, setUp } from '../testing/setup.ts';
import { addPerson } from '../world/index.ts';

test('what happens while the client is away reaches it at its next login', async () => {
  const { account, client, link, sim } = await setUp();
  const first = await link();
  await firstSyncOf(first);
  first.end();
  await expect.poll(() => sim.connections(account.person.phone).connected).toBe(0);
  const phone = sim.phone(account.person.phone);
  const newcomer = addPerson(sim.world, { phone: '6281200000001', lid: '99900000000001', pushName: 'Baru' });
  phone.addContact(newcomer, 'Toko Baru');
  const group = present(account.groups.find(({ addressing }) => addressing === 'lid'));
  phone.addMember(group, newcomer);
  phone.setPushName(newcomer, 'Panggilan');

  const second = client(first.store);
  await second.event('contacts.upsert', (all) => all.some(({ name }) => name === 'Toko Baru'));
  await second.event('group-participants.update', ({ action }) => action === 'add');
  await second.event('contacts.update', (all) => all.some(({ notify }) => notify === 'Panggilan'));
  second.end();

  const third = client(first.store);
  await third.connection(({ receivedPendingNotifications }) => receivedPendingNotifications === true);
  expect(third.all('group-participants.update')).toEqual([]);
});

test('history that the phone sends while the client is away is delivered at its next login', async () => {
  const steps: FirstSyncStep[] = [];
  const gate = Promise.withResolvers<void>();
  const pace = async (step: FirstSyncStep): Promise<void> => {
    steps.push(step);
    if (step.kind === 'push-names') await gate.promise;
  };
  const { account, client, link, sim } = await setUp({ preset: 'tiny', seed: 7 }, { pace });
  const first = await link();
  await first.event('messaging-history.set', ({ syncType }) => syncType === 0);
  expect(steps.map(({ kind }) => kind)).toEqual(['app-state-key', 'bootstrap', 'push-names']);
  first.end();
  await expect.poll(() => sim.connections(account.person.phone).connected).toBe(0);
  gate.resolve();

  const second = client(first.store);
  const { contacts } = await second.event('messaging-history.set', (set) => set.contacts.some(({ notify }) => notify));
  expect(contacts.length).toBeGreaterThan(0);
});

test('a stanza that was lost with the connection comes again', async () => {
  const { account, link, sim } = await setUp();
  const first = await link();
  await firstSyncOf(first);
  const deaf = createStore();
  Object.assign(deaf, first.store);
  const phone = sim.phone(account.person.phone);
  const newcomer = addPerson(sim.world, { phone: '6281200000001', lid: '99900000000001', pushName: 'Baru' });
  // Killed in the same turn in which the message is sent, so no receipt can have gone out.
  phone.receiveMessage(newcomer, 'Halo');
  first.end();
  const second = startClient(sim, deaf);
  const { messages } = await second.event('messages.upsert', ({ messages: all }) =>
    all.some(({ pushName }) => pushName),
  );
  second.end();
  expect(messages[0]).toMatchObject({ pushName: 'Baru', message: { conversation: 'Halo' } });
});
