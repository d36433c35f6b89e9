import { join } from 'node:path';
import { addPerson, type Group, type Person } from '@grabber/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Change, readChanges } from '../packages/server/src/changes/index.ts';
import { openStorage, type Storage } from '../packages/server/src/storage/index.ts';
import { type Rows, readRows } from './support/rows.ts';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack } from './support/stack.ts';
import { until } from './support/until.ts';

/** What the issue promises. */
const promisedMs = 2_000;

let stack: Stack;
let storage: Storage;
let id: string;
let group: Group;
let friend: Person;
let stranger: Person;
let before = 0;

beforeAll(async () => {
  const world = { seed: 43, accounts: 1, contacts: 60, groups: 8, hostile: false };
  stack = await startStack({ world, env: { PICTURES: 'on' }, timings: { pictureSpacing: 1 } });
  storage = await openStorage({ url: `sqlite:${join(stack.folder, 'grabber.db')}` });
  id = await pairAndSync(stack.client(), 'Toko', (qr) => stack.phone.scan(qr));
  await stack.client().get(`/api/sessions/${id}/grab-all`);
  const { groups, addressBook } = stack.account;
  group = found(groups.find((one) => one.addressing === 'lid' && one.members.length > 4 && !one.community));
  const isMember = new Set(groups.flatMap(({ members }) => members.map(({ person }) => person)));
  friend = found(addressBook.find(({ person }) => !isMember.has(person))).person;
  const facts = { phone: '6281299990000', lid: '99900000000001', pushName: 'Baru' };
  stranger = addPerson(stack.simulator.world, facts);
  before = (await readChanges(storage.db, id, 0, 1_000_000)).at(-1)?.seq ?? 0;
}, 120_000);
afterAll(async () => {
  await storage?.close();
  await stack?.close();
});

function found<T>(thing: T | undefined): T {
  if (thing === undefined) throw new Error('the world is too small');
  return thing;
}

const rowOf = ({ people }: Rows, person: Person) => people.find(({ lid }) => lid === person.lid);
const groupIn = ({ groups }: Rows, { id: groupId }: Group) =>
  groups.find(({ contact_id }) => contact_id === `${groupId}@g.us`);
const isIn = ({ members }: Rows, person: Person, role: string) =>
  members.includes(`${group.id}@g.us|${person.lid}|${role}`);

/** Does something on the phone and waits until the rows say so; no grab runs meanwhile. */
async function arrives(doIt: () => void, holds: (rows: Rows) => unknown): Promise<void> {
  doIt();
  await until('the change', async () => Boolean(holds(await readRows(storage, id))), promisedMs);
}

test('a contact is added, renamed and removed', async () => {
  const { phone } = stack;
  await arrives(
    () => phone.addContact(stranger, 'Bu Sari'),
    (rows) => rowOf(rows, stranger)?.name === 'Bu Sari',
  );
  await arrives(
    () => phone.renameContact(stranger, 'Bu Sari Baru'),
    (rows) => rowOf(rows, stranger)?.name === 'Bu Sari Baru',
  );
  await arrives(
    () => phone.removeContact(stranger),
    (rows) => rowOf(rows, stranger) === undefined,
  );
  await arrives(
    () => phone.addContact(stranger, 'Bu Sari'),
    (rows) => rowOf(rows, stranger)?.in_address_book,
  );
});

test('somebody writes, calls themselves something else, and has a new picture', async () => {
  const { phone } = stack;
  await arrives(
    () => phone.receiveMessage(stranger, 'Halo'),
    (rows) => rowOf(rows, stranger)?.has_chat,
  );
  await arrives(
    () => phone.setPushName(stranger, 'Sari'),
    (rows) => rowOf(rows, stranger)?.push_name === 'Sari',
  );
  await arrives(
    () => phone.changePicture(stranger, 'public'),
    (rows) => rowOf(rows, stranger)?.profile_picture,
  );
  await arrives(
    () => phone.changePicture(stranger, 'none'),
    (rows) => rowOf(rows, stranger)?.profile_picture === null,
  );
});

test('somebody is blocked and unblocked', async () => {
  await arrives(
    () => stack.phone.block(friend),
    (rows) => rowOf(rows, friend)?.status === 'blocked',
  );
  await arrives(
    () => stack.phone.unblock(friend),
    (rows) => rowOf(rows, friend)?.status === 'active',
  );
});

test('a member joins, is promoted, demoted, and leaves', async () => {
  const { phone } = stack;
  await arrives(
    () => phone.addMember(group, friend),
    (rows) => isIn(rows, friend, 'member'),
  );
  await arrives(
    () => phone.promote(group, friend),
    (rows) => isIn(rows, friend, 'admin'),
  );
  await arrives(
    () => phone.demote(group, friend),
    (rows) => isIn(rows, friend, 'member'),
  );
  await arrives(
    () => phone.removeMember(group, friend),
    (rows) => !isIn(rows, friend, 'member'),
  );
});

test('a group is renamed, described, pictured; its members keep its name', async () => {
  const { phone } = stack;
  await arrives(
    () => phone.renameGroup(group, 'RT 05'),
    (rows) => groupIn(rows, group)?.name === 'RT 05',
  );
  const rows = await readRows(storage, id);
  const shown = rows.people.filter((row) => row.group_id === `${group.id}@g.us`);
  expect(new Set(shown.map((row) => row.group_name))).toEqual(new Set(shown.length > 0 ? ['RT 05'] : []));
  await arrives(
    () => phone.describeGroup(group, 'Iuran tanggal 10'),
    (now) => groupIn(now, group)?.group_description === 'Iuran tanggal 10',
  );
  await arrives(
    () => phone.describeGroup(group, undefined),
    (now) => groupIn(now, group)?.group_description === null,
  );
  await arrives(
    () => phone.changeGroupPicture(group, 'public'),
    (now) => groupIn(now, group)?.profile_picture,
  );
});

test('somebody has a new number: their groups and names go with them', async () => {
  const { phone } = stack;
  await arrives(
    () => phone.addMember(group, stranger),
    (rows) => isIn(rows, stranger, 'member'),
  );
  await arrives(
    () => phone.changeNumber(stranger, '6281299990001'),
    (rows) => rowOf(rows, stranger)?.phone_number === '6281299990001' && isIn(rows, stranger, 'member'),
  );
  const rows = await readRows(storage, id);
  expect(rowOf(rows, stranger)).toMatchObject({ saved_name: 'Bu Sari', push_name: 'Sari', has_chat: true });
  expect(rows.people.filter(({ name }) => name === 'Bu Sari')).toHaveLength(1);
});

test('a group is founded, and the account leaves it and is brought back', async () => {
  const { phone } = stack;
  let founded = group;
  await arrives(
    () => {
      founded = phone.createGroup('Arisan', [friend]);
    },
    (rows) => groupIn(rows, founded)?.name === 'Arisan',
  );
  expect(groupIn(await readRows(storage, id), founded)).toMatchObject({ is_admin: true, group_participants_count: 2 });
  await arrives(
    () => phone.leaveGroup(founded),
    (rows) => !groupIn(rows, founded),
  );
  await arrives(
    () => phone.addMember(founded, stack.account.person),
    (rows) => groupIn(rows, founded)?.is_admin === false,
  );
  await arrives(
    () => phone.removeMember(founded, stack.account.person),
    (rows) => !groupIn(rows, founded),
  );
});

test('all of it stands in the change log as live, and no grab was needed', async () => {
  const changes: Change[] = await readChanges(storage.db, id, before, 10_000);
  const own = changes.filter(({ entity }) => ['contact', 'group', 'membership'].includes(entity));
  expect(new Set(own.map(({ source }) => source))).toEqual(new Set(['live']));
  const kinds = new Set(own.map(({ kind }) => kind));
  for (const kind of ['created', 'updated', 'removed', 'restored', 'joined', 'left', 'role_changed'] as const) {
    expect(kinds).toContain(kind);
  }
});

test('what happened while the connection was cut arrives after it is back', async () => {
  const { phone, simulator } = stack;
  simulator.cutConnections();
  phone.renameContact(friend, 'Sahabat');
  phone.addMember(group, friend);
  phone.block(friend);
  await until('everything', async () => {
    const rows = await readRows(storage, id);
    const row = rowOf(rows, friend);
    return row?.name === 'Sahabat' && row.status === 'blocked' && isIn(rows, friend, 'member');
  });
}, 60_000);
