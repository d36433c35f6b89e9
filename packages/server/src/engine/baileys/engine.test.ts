import { expectedContacts, expectedCounts } from '@grabber/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lab, startLab, type Watched } from './testing.ts';

let lab: Lab;
let watched: Watched;

beforeAll(async () => {
  lab = await startLab({ world: { preset: 'tiny', hostile: true } });
  watched = lab.engine();
  await lab.link(watched, 'main');
}, 30_000);
afterAll(() => lab.close());

test('pairing tells qr, linked, open and a complete sync, in this order', () => {
  expect(watched.events.map((event) => event.type)).toEqual(['qr', 'linked', 'open', 'sync', 'sync']);
  expect(watched.events.at(-1)).toMatchObject({ state: 'complete', missing: [] });
});

test('groups come whole', async () => {
  const { groups, failures, end } = await watched.groups('main');
  const account = lab.phone().account;
  const expected = expectedCounts(account, lab.world);
  expect(failures).toEqual([]);
  expect(end).toMatchObject({ complete: true, missing: [] });
  expect(groups.length).toBe(expected.groups);
  expect(groups.reduce((sum, group) => sum + group.participants.length, 0)).toBe(expected.memberships);
  expect(expectedContacts).toBeDefined();
});

test('contacts come whole', async () => {
  const { people, failures, end } = await watched.contacts('main');
  const account = lab.phone().account;
  expect(failures).toEqual([]);
  expect(end).toMatchObject({ complete: true, missing: [] });
  expect(people.filter((person) => person.in_address_book).length).toBe(account.addressBook.length);
  expect(people.filter((person) => person.has_chat).length).toBe(account.chats.length);
});
