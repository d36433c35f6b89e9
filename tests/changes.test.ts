import type { Group } from '@grabber/simulator';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client } from './support/client.ts';
import { rowFacts, savedContacts, worldFacts } from './support/oracle.ts';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack } from './support/stack.ts';
import { until } from './support/until.ts';

type Counts = { contacts_saved: number; contacts_updated: number; members_joined: number; members_left: number };
type GrabRow = { id: number; status: string; counts: Counts & Record<string, number> };

let stack: Stack;
let client: Client;
let id: string;

beforeEach(async () => {
  stack = await startStack({ world: { seed: 21, accounts: 1, contacts: 80, groups: 12, hostile: false } });
  client = stack.client();
  id = await pairAndSync(client, 'Toko', (qr) => stack.phone.scan(qr));
});
afterEach(() => stack.close());

async function grabAll(): Promise<GrabRow> {
  const started = await client.post(`/api/sessions/${id}/grabs`, { kind: 'all' });
  const { id: grabId } = started.data['grab'] as GrabRow;
  return await until('the end of the grab', async () => {
    const { data } = await client.get(`/api/sessions/${id}/grabs/${grabId}`);
    const grab = data['grab'] as GrabRow;
    return grab.status !== 'queued' && grab.status !== 'running' && grab;
  });
}

function largest(groups: Group[]): Group {
  const [group] = [...groups].sort((one, other) => other.members.length - one.members.length);
  if (!group) throw new Error('the account is in no group');
  return group;
}

test('after 7 renames, 3 new members and 2 leavers a grab reports exactly those', async () => {
  await grabAll();
  const group = largest(stack.account.groups);
  const isMember = new Set(group.members.map((member) => member.person));
  const entries = stack.account.addressBook;
  // Who leaves must stay in sight by another way, so that leaving is all that happened.
  const known = new Set(entries.map((entry) => entry.person));
  const newcomers = entries.filter((entry) => !isMember.has(entry.person)).slice(0, 3);
  const leavers = group.members.filter(({ person }) => known.has(person)).slice(0, 2);
  const renamed = entries.filter((entry) => !leavers.some(({ person }) => person === entry.person)).slice(-7);
  for (const [index, { person }] of renamed.entries()) stack.phone.renameContact(person, `Nama Baru ${index}`);
  for (const { person } of newcomers) stack.phone.addMember(group, person);
  for (const { person } of leavers) stack.phone.removeMember(group, person);
  expect([newcomers.length, leavers.length, renamed.length]).toEqual([3, 2, 7]);

  const grab = await until('the changes to arrive', async () => {
    const candidate = await grabAll();
    return candidate.counts.contacts_updated + candidate.counts.members_joined > 0 && candidate;
  });
  expect(grab.counts).toMatchObject({
    contacts_saved: 0,
    participants_saved: 0,
    contacts_updated: 7,
    contacts_removed: 0,
    members_joined: 3,
    members_left: 2,
    groups_saved: 0,
    groups_removed: 0,
  });
  const names = (await savedContacts(client, id, 'individual')).map((row) => row.name);
  expect(names.filter((name) => name?.startsWith('Nama Baru ')).length).toBe(7);
});

test('a person first seen by LID only becomes one row with the phone, and keeps the groups', async () => {
  const isKnown = new Set([...stack.account.addressBook, ...stack.account.chats].map((entry) => entry.person));
  const person = stack.account.groups
    .filter((group) => group.addressing === 'lid')
    .flatMap((group) => group.members.map((member) => member.person))
    .find((candidate) => candidate.hidesPhone && !isKnown.has(candidate) && candidate !== stack.account.person);
  if (!person) throw new Error('the world hides nobody');
  await grabAll();
  const before = (await savedContacts(client, id, 'individual')).find((row) => row.lid === person.lid);
  stack.phone.addContact(person, 'Ibu Sari');
  const after = await until('the phone', async () => {
    await grabAll();
    const rows = (await savedContacts(client, id, 'individual')).filter((row) => row.lid === person.lid);
    return rows[0]?.phone_number ? rows : null;
  });
  expect(after).toHaveLength(1);
  expect(before?.contact_id).toBe(`${person.lid}@lid`);
  expect(after[0]).toMatchObject({
    id: before?.id,
    contact_id: `${person.phone}@s.whatsapp.net`,
    name: 'Ibu Sari',
    seen_in_group: true,
  });
  expect(rowFacts(await savedContacts(client, id, 'individual'))).toEqual(
    worldFacts(stack.account, stack.simulator.world),
  );
});

test('leaving a group, and deleting somebody from the address book, show in the next grab', async () => {
  await grabAll();
  const [group] = stack.account.groups;
  const gone = stack.account.addressBook.find(
    ({ person }) => !stack.account.groups.some((one) => one.members.some((member) => member.person === person)),
  );
  if (!group || !gone) throw new Error('the world is too small');
  stack.phone.leaveGroup(group);
  stack.phone.removeContact(gone.person);
  const grab = await until('the changes to arrive', async () => {
    const candidate = await grabAll();
    return (candidate.counts['groups_removed'] ?? 0) > 0 && candidate;
  });
  expect(grab.counts['groups_removed']).toBe(1);
  const world = worldFacts(stack.account, stack.simulator.world);
  // the phone tells of the two apart, and the second may come after that grab
  const people = await until('the deletion to arrive', async () => {
    await grabAll();
    const known = rowFacts(await savedContacts(client, id, 'individual'));
    return known.length <= world.length && known;
  });
  expect(people).toEqual(world);
});
