import type { GroupMetadata } from '@whiskeysockets/baileys';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAddressing } from '../phone/addresses.ts';
import { type Simulator, startSimulator } from '../simulator.ts';
import { linkByQr, type TestClient } from '../testing/client.ts';
import { type Account, createWorld, type Group, type GroupMember, type Person } from '../world/index.ts';

/* What the real, unmodified client makes of the answers about the world. */

let sim: Simulator;
let client: TestClient;
let account: Account;

beforeAll(async () => {
  const world = createWorld({ seed: 11, accounts: 1, contacts: 60, groups: 40, bigGroup: true });
  sim = await startSimulator({ world });
  account = world.accounts[0] as Account;
  client = await linkByQr(sim, account.person.phone);
});

afterAll(async () => {
  client.end();
  await sim.close();
});

const pn = (person: Person) => `${person.phone}@s.whatsapp.net`;
const lid = (person: Person) => `${person.lid}@lid`;

function participantOf(group: Group, { person, role }: GroupMember) {
  const admin = role === 'member' ? null : role;
  if (group.addressing === 'pn') return { id: pn(person), lid: lid(person), admin };
  return person.hidesPhone ? { id: lid(person), admin } : { id: lid(person), phoneNumber: pn(person), admin };
}

/** What the client must return, written down without the code that builds the answer. */
function metadataOf(group: Group) {
  const creator = group.members.find((member) => member.role === 'superadmin')?.person;
  const owner = creator && (group.addressing === 'pn' ? pn(creator) : lid(creator));
  const ownerPn = creator && group.addressing === 'lid' && !creator.hidesPhone ? pn(creator) : undefined;
  const described = group.description !== undefined;
  return {
    id: `${group.id}@g.us`,
    addressingMode: group.addressing,
    subject: group.subject,
    subjectOwner: owner,
    subjectOwnerPn: ownerPn,
    subjectTime: group.createdAt,
    size: group.members.length,
    creation: group.createdAt,
    owner,
    ownerPn,
    desc: group.description,
    descId: described ? expect.stringMatching(/^[0-9A-F]{16}$/) : undefined,
    descOwner: described ? owner : undefined,
    descOwnerPn: described ? ownerPn : undefined,
    descTime: described ? group.createdAt : undefined,
    linkedParent: group.community?.parentId && `${group.community.parentId}@g.us`,
    restrict: group.locked ?? false,
    announce: group.announce,
    isCommunity: group.community?.kind === 'parent',
    isCommunityAnnounce: group.community?.kind === 'announce',
    joinApprovalMode: group.joinApproval ?? false,
    memberAddMode: group.membersMayAdd ?? false,
    ephemeralDuration: group.ephemeralSeconds,
    participants: group.members.map((member) => participantOf(group, member)),
  };
}

async function errorOf(promise: Promise<unknown>): Promise<{ message: string; data: unknown }> {
  const error = await promise.then(
    () => undefined,
    (reason) => reason,
  );
  return { message: error?.message, data: error?.data };
}

describe('groups', () => {
  test('all arrive exactly as they are, hostile subjects and descriptions included', async () => {
    const fetched = await client.socket.groupFetchAllParticipating();
    expect(Object.keys(fetched).sort()).toEqual(account.groups.map((group) => `${group.id}@g.us`).sort());
    for (const group of account.groups) expect(fetched[`${group.id}@g.us`]).toEqual(metadataOf(group));
  });

  test('come one by one as well', async () => {
    const group = account.groups.find((other) => other.subject.includes('@')) as Group;
    expect(await client.socket.groupMetadata(`${group.id}@g.us`)).toEqual(metadataOf(group));
  });

  test('are refused to those outside, and unknown when they do not exist', async () => {
    const [left] = account.leftGroups;
    expect(await errorOf(client.socket.groupMetadata(`${left?.id}@g.us`))).toEqual({ message: 'forbidden', data: 403 });
    expect(await errorOf(client.socket.groupMetadata('1203630@g.us'))).toEqual({
      message: 'item-not-found',
      data: 404,
    });
  });

  test('without an id make the client refuse all', async () => {
    sim.faults.set({ kind: 'malformed-groups', missing: 'id' }, { times: 1 });
    const { message } = await errorOf(client.socket.groupFetchAllParticipating());
    expect(message).toContain('missing group id');
  });

  test.each([
    ['subject', (group: GroupMetadata) => group.subject === undefined],
    ['participants', (group: GroupMetadata) => group.participants.length === 0 && (group.size ?? 0) > 0],
    ['participant-jid', (group: GroupMetadata) => group.participants[0]?.id === undefined],
  ] as const)('without %s: every second one is damaged, the others are whole', async (missing, isDamaged) => {
    sim.faults.set({ kind: 'malformed-groups', missing }, { times: 1 });
    const fetched = await client.socket.groupFetchAllParticipating();
    const groups = account.groups.map((group) => fetched[`${group.id}@g.us`] as GroupMetadata);
    expect(groups.map(isDamaged)).toEqual(groups.map((_, position) => position % 2 === 0));
  });

  test('are an empty list when told so', async () => {
    sim.faults.set({ kind: 'empty-groups' }, { times: 1 });
    expect(await client.socket.groupFetchAllParticipating()).toEqual({});
  });
});

describe('pictures', () => {
  const some = (picture: Person['picture']) =>
    sim.world.people.find((person) => person.picture === picture && person !== account.person) as Person;

  test('of a person are the same by phone and by LID', async () => {
    const person = some('public');
    const url = await client.socket.profilePictureUrl(pn(person));
    expect(url).toMatch(/^https:\/\/pps\.whatsapp\.net\/.*-preview\.jpg$/);
    expect(await client.socket.profilePictureUrl(lid(person))).toBe(url);
    expect(await client.socket.profilePictureUrl(pn(person), 'image')).toMatch(/-image\.jpg$/);
  });

  test('may be missing or private', async () => {
    expect(await errorOf(client.socket.profilePictureUrl(pn(some('none'))))).toEqual({
      message: 'item-not-found',
      data: 404,
    });
    expect(await errorOf(client.socket.profilePictureUrl(pn(some('private'))))).toEqual({
      message: 'not-authorized',
      data: 401,
    });
    expect(await errorOf(client.socket.profilePictureUrl('628110@s.whatsapp.net'))).toEqual({
      message: 'item-not-found',
      data: 404,
    });
  });

  test('exist for groups', async () => {
    const group = account.groups.find((other) => other.picture === 'public') as Group;
    const bare = account.groups.find((other) => other.picture === undefined) as Group;
    expect(await client.socket.profilePictureUrl(`${group.id}@g.us`)).toMatch(/^https:/);
    expect((await errorOf(client.socket.profilePictureUrl(`${bare.id}@g.us`))).data).toBe(404);
  });
});

describe('numbers', () => {
  test('on WhatsApp are told from those that are not', async () => {
    const [{ phone }] = account.addressBook.map((entry) => entry.person) as [Person];
    const found = await client.socket.onWhatsApp(`+${phone}`, '+62811000000');
    expect(found).toEqual([{ jid: `${phone}@s.whatsapp.net`, exists: true }]);
  });

  test('from Brazil are found with the ninth digit too', async () => {
    const { phone } = sim.world.people.find((person) => person.phone.startsWith('55')) as Person;
    const found = await client.socket.onWhatsApp(phone.replace(/^(55\d\d)/, '$19'));
    expect(found).toEqual([{ jid: `${phone}@s.whatsapp.net`, exists: true }]);
  });

  test('lead to LIDs, unknown ones to none', async () => {
    const other = sim.world.people.at(-1) as Person;
    const mapped = await client.socket.signalRepository.lidMapping.getLIDsForPNs([
      pn(other),
      '62811000000@s.whatsapp.net',
    ]);
    expect(mapped).toEqual([{ pn: pn(other), lid: lid(other) }]);
  });
});

describe('settings', () => {
  test('name the blocked people, those who hide their number by LID', async () => {
    expect(account.blocked).not.toEqual([]);
    expect(await client.socket.fetchBlocklist()).toEqual(account.blocked.map(createAddressing(account)));
  });

  test('tell the privacy choices', async () => {
    expect(await client.socket.fetchPrivacySettings(true)).toMatchObject({ last: 'contacts', readreceipts: 'all' });
  });
});
