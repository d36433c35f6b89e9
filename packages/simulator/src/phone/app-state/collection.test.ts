import type { ChatMutation, LTHashState } from '@whiskeysockets/baileys';
import { decodePatches, newLTHashState, proto } from '@whiskeysockets/baileys';
import { expect, test, vi } from 'vitest';
import { silentLogger } from '../../testing/silent-logger.ts';
import { createSecrets } from '../../wire/secrets.ts';
import type { CollectionReader } from './collection.ts';
import { createCollection } from './collection.ts';
import { expandAppStateKey } from './keys.ts';
import type { AppStateEntry } from './mutation.ts';

const NAME = 'critical_unblock_low';
const secrets = createSecrets(1);
const key = expandAppStateKey(secrets.bytes('id', 6), secrets.bytes('key', 32));
const entry = (number: number, fullName = `Contact ${number}`): AppStateEntry => ({
  index: ['contact', `${number}@s.whatsapp.net`],
  value: { timestamp: 1, contactAction: { fullName } },
});
const entries = (count: number) => Array.from({ length: count }, (_, index) => entry(index + 1));

/** Syncs as Baileys does, all MACs verified; Baileys only warns of a wrong one, so a warning fails the test. */
async function sync(reader: CollectionReader, from: LTHashState = newLTHashState()) {
  let state = from;
  const mutations: Record<string, ChatMutation> = {};
  const warn = vi.fn();
  let pages = 0;
  for (let hasMore = true; hasMore; pages += 1) {
    const page = reader.pageAfter(state.version);
    const patches = page.patches.map((patch) => proto.SyncdPatch.decode(patch));
    const getKey = async () => ({ keyData: key.data });
    const logger = { ...silentLogger, warn };
    const decoded = await decodePatches(NAME, patches, state, getKey, {}, undefined, logger, true);
    Object.assign(mutations, decoded.mutationMap);
    state = decoded.state;
    hasMore = page.hasMore;
  }
  expect(warn).not.toHaveBeenCalled();
  const names = Object.values(mutations).map(({ syncAction }) => syncAction.value?.contactAction?.fullName);
  return { state, names, pages };
}

test('a full copy in several patches holds every entry under valid MACs', async () => {
  const { names, state } = await sync(createCollection(NAME, key, secrets, entries(2500)).createReader());
  expect(new Set(names).size).toBe(2500);
  expect(state.version).toBe(3);
});

test('changes after a full copy keep the hash right: new, overwritten, removed', async () => {
  const collection = createCollection(NAME, key, secrets, entries(30));
  const reader = collection.createReader();
  const { state } = await sync(reader);
  collection.set(entry(31));
  collection.set(entry(5, 'Renamed'));
  collection.remove(entry(6).index);
  const after = await sync(reader, state);
  expect(after.names).toEqual(['Contact 31', 'Renamed', 'Contact 6']);
  expect(after.state.version).toBe(4);
  expect(collection.remove(['contact', 'nobody'])).toBe(4);
});

test('a full copy after changes has the present content only, and goes on with later changes', async () => {
  const collection = createCollection(NAME, key, secrets, entries(3));
  collection.remove(entry(1).index);
  collection.set(entry(4));
  const reader = collection.createReader();
  const { names, state } = await sync(reader);
  expect(names).toEqual(['Contact 2', 'Contact 3', 'Contact 4']);
  collection.set(entry(5));
  expect((await sync(reader, state)).names).toEqual(['Contact 5']);
});

test('a large collection comes in pages, and a change in between comes after them', async () => {
  const collection = createCollection(NAME, key, secrets, entries(20_000));
  const reader = collection.createReader();
  const first = reader.pageAfter(0);
  expect(first.hasMore).toBe(true);
  collection.set(entry(20_001));
  const rest = reader.pageAfter(first.version);
  expect(rest).toMatchObject({ version: 20, hasMore: true });
  expect(reader.pageAfter(rest.version)).toMatchObject({ version: 21, hasMore: false });
});

test('an empty collection is one empty patch, so that the client has a version to go on from', async () => {
  const { names, state } = await sync(createCollection(NAME, key, secrets, []).createReader());
  expect(names).toEqual([]);
  expect(state.version).toBe(1);
});

test('a client that is up to date gets nothing', () => {
  expect(createCollection(NAME, key, secrets, entries(2)).createReader().pageAfter(1).patches).toEqual([]);
});
