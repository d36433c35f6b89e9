import type { Contact } from '@whiskeysockets/baileys';
import { jidNormalizedUser } from '@whiskeysockets/baileys';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Simulator, startSimulator } from './simulator.ts';
import { linkByQr, startClient, type TestClient } from './testing/client.ts';
import type { Account } from './world/index.ts';
import { createWorld } from './world/index.ts';

let sim: Simulator;
let account: Account;
let phone: string;
const clients: TestClient[] = [];

beforeEach(async () => {
  sim = await startSimulator({ world: createWorld({ preset: 'tiny', seed: 7, accounts: 2 }) });
  const [first] = sim.world.accounts;
  if (!first) throw new Error('The world has no account.');
  account = first;
  phone = first.person.phone;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.end();
  await sim.close();
});

async function link(digits = phone): Promise<TestClient> {
  const client = await linkByQr(sim, digits);
  clients.push(client);
  return client;
}

/** Every contact that the client told of, by whatever event. */
function contactsOf(client: TestClient): Partial<Contact>[] {
  const fromHistory = client.all('messaging-history.set').flatMap(({ contacts }) => contacts);
  return [...fromHistory, ...client.all('contacts.upsert').flat(), ...client.all('contacts.update').flat()];
}

async function firstSyncOf(client: TestClient): Promise<void> {
  await client.event('messaging-history.set', ({ progress }) => progress === 100);
  await client.event('creds.update', ({ accountSyncCounter }) => accountSyncCounter === 1);
}

test('a client that linked by QR code gets the whole address book with phone and LID', async () => {
  const client = await link();
  await firstSyncOf(client);
  const saved = new Map(
    contactsOf(client)
      .filter(({ name }) => name)
      .map(({ id, ...contact }) => [id, contact]),
  );
  for (const { person, fullName, firstName } of account.addressBook) {
    const name = fullName || firstName;
    if (!name) continue;
    const jid = `${person.phone}@s.whatsapp.net`;
    expect(saved.get(jid)).toMatchObject({ name, lid: `${person.lid}@lid`, phoneNumber: jid });
  }
});

test('a linked client gets push names, chats and its own name', async () => {
  const client = await link();
  await firstSyncOf(client);
  const pushNames = contactsOf(client).flatMap(({ notify }) => notify ?? []);
  const expected = account.knownPushNames.flatMap(({ pushName }) => pushName || []);
  expect(pushNames.toSorted()).toEqual(expected.toSorted());
  const chats = client.all('messaging-history.set').flatMap((set) => set.chats.map(({ id }) => id));
  expect(chats).toHaveLength(account.chats.length + account.groups.length + account.leftGroups.length);
  expect(client.store.state.creds.me?.name).toBe(account.person.pushName);
});

test('a linked client can fetch groups with all members, and the LIDs of chat partners are known', async () => {
  const client = await link();
  await firstSyncOf(client);
  const groups = await client.socket.groupFetchAllParticipating();
  expect(Object.keys(groups)).toHaveLength(account.groups.length);
  for (const group of account.groups) {
    expect(groups[`${group.id}@g.us`]?.participants).toHaveLength(group.members.length);
  }
  const [chat] = account.chats;
  const lid = await client.socket.signalRepository.lidMapping.getLIDForPN(`${chat?.person.phone}@s.whatsapp.net`);
  expect(jidNormalizedUser(lid ?? '')).toBe(`${chat?.person.lid}@lid`);
});

test('pairing survives the client: a new process with the same store logs in and is told nothing twice', async () => {
  const first = await link();
  await firstSyncOf(first);
  first.end();
  const second = startClient(sim, first.store);
  clients.push(second);
  await second.connection(({ connection }) => connection === 'open');
  await second.connection(({ receivedPendingNotifications }) => receivedPendingNotifications === true);
  expect(second.all('messaging-history.set')).toEqual([]);
  expect(sim.connections(phone)).toMatchObject({ connected: 1, linkedDevices: 1, logins: 2, messagesSent: 0 });
});

test('two accounts, and two devices of one of them, are served at once', async () => {
  const other = sim.world.accounts[1]?.person.phone ?? '';
  const three = await Promise.all([link(), link(), link(other)]);
  await Promise.all(three.map(firstSyncOf));
  expect(sim.connections(phone)).toMatchObject({ connected: 2, linkedDevices: 2 });
  expect(sim.connections(other)).toMatchObject({ connected: 1, linkedDevices: 1 });
});

test('a code that no client shows, and text that is no code, are refused with a reason', async () => {
  await expect(sim.phone(phone).scan('hello')).rejects.toThrow('not a QR code');
  await expect(sim.phone(phone).scan('2@x,AA==,AA==,AA==,1')).rejects.toThrow('No client shows this QR code');
  expect(() => sim.phone('123')).toThrow('no account with the number 123');
});
