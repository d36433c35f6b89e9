import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorld, expectedContacts, expectedCounts, expectedMemberships, type World } from './index.ts';

const seeds = fc.integer({ min: 0, max: 2 ** 31 });
const fewSeeds = { numRuns: 8, seed: 42 };

describe('createWorld', () => {
  test('makes the same world from the same seed, and another one from another', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(createWorld({ preset: 'tiny', seed })).toEqual(createWorld({ preset: 'tiny', seed }));
        expect(createWorld({ preset: 'tiny', seed }).people).not.toEqual(
          createWorld({ preset: 'tiny', seed: seed + 1 }).people,
        );
      }),
      fewSeeds,
    );
  });

  test('keeps phones, LIDs and group ids apart whatever the seed', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('demo', 'tiny'), (seed, preset) => {
        const world = createWorld({ preset, seed });
        const phones = world.people.map((person) => person.phone);
        const lids = world.people.map((person) => person.lid);
        expect(new Set([...phones, ...lids]).size).toBe(2 * world.people.length);
        expect(new Set(world.groups.map((group) => group.id)).size).toBe(world.groups.length);
        expect(phones.filter((phone) => !/^[1-9]\d{9,13}$/.test(phone))).toEqual([]);
        expect(lids.filter((lid) => !/^[1-9]\d{13,14}$/.test(lid))).toEqual([]);
        expect(world.groups.filter((group) => !/^(120363\d{12}|\d+-14\d{8})$/.test(group.id))).toEqual([]);
      }),
      fewSeeds,
    );
  });

  test('puts only people of the world anywhere, nobody twice in the same place', () => {
    fc.assert(
      fc.property(seeds, (seed) => expectWhole(createWorld({ seed, bigGroup: true }))),
      fewSeeds,
    );
  });

  test('offers one person known by LID alone whose LID looks like an Indonesian phone number', () => {
    const world = createWorld({ preset: 'demo' });
    for (const account of world.accounts) {
      const phoneLike = expectedContacts(account, world).filter((contact) => contact.lid.startsWith('62'));
      expect(phoneLike).toEqual([expect.objectContaining({ phone: null, inAddressBook: false, seenInGroup: true })]);
    }
  });

  test('shows somebody by LID alone in a group whose phone the address book tells', () => {
    const world = createWorld({ preset: 'demo' });
    const [account] = world.accounts;
    const saved = new Set(account?.addressBook.map((entry) => entry.person));
    const masked = account?.groups
      .filter((group) => group.addressing === 'lid')
      .flatMap((group) => group.members.map((member) => member.person))
      .filter((person) => person.hidesPhone && saved.has(person));
    expect(masked).not.toEqual([]);
  });

  test('lets the accounts of the demo share people, groups and each other', () => {
    const world = createWorld({ preset: 'demo' });
    const [first, second] = world.accounts.map((account) =>
      expectedContacts(account, world).map((contact) => contact.lid),
    );
    expect(first?.filter((lid) => second?.includes(lid)).length).toBeGreaterThan(50);
    expect(first).toContain(world.accounts[1]?.person.lid);
    expect(
      world.groups.filter((group) => world.accounts.every((account) => account.groups.includes(group))).length,
    ).toBeGreaterThan(3);
  });

  test('makes every kind of group', () => {
    const { groups, accounts } = createWorld({ bigGroup: true });
    const sizes = groups.map((group) => group.members.length);
    expect(sizes).toContain(1);
    expect(sizes).toContain(1000);
    expect(new Set(groups.map((group) => group.addressing))).toEqual(new Set(['pn', 'lid']));
    const parent = groups.find((group) => group.community?.kind === 'parent');
    const children = groups.filter((group) => group.community?.parentId === parent?.id);
    expect(children.map((group) => group.community?.kind)).toEqual(['announce', 'linked']);
    expect(groups.some((group) => group.id.includes('-'))).toBe(true);
    expect(groups.some((group) => group.subject.length === 300)).toBe(true);
    expect(groups.some((group) => group.description === '')).toBe(true);
    expect(groups.some((group) => (group.description?.length ?? 0) > 1500)).toBe(true);
    expect(accounts.every((account) => account.leftGroups.length > 0)).toBe(true);
  });

  test('makes 100,000 contacts', () => {
    const world = createWorld({ preset: 'large' });
    expect(world.accounts[0]?.addressBook).toHaveLength(100_000);
  });

  test('refuses counts that make no world', () => {
    expect(() => createWorld({ accounts: 0 })).toThrow(RangeError);
    expect(() => createWorld({ contacts: -1 })).toThrow('contacts must be a whole number');
    expect(() => createWorld({ seed: 0.5 })).toThrow(RangeError);
  });

  test('makes the smallest world', () => {
    const world = createWorld({ accounts: 1, contacts: 0, groups: 0 });
    const [account] = world.accounts;
    expect(account && expectedCounts(account, world)).toEqual({
      groups: 0,
      contacts: expect.any(Number),
      memberships: 0,
    });
  });
});

function expectWhole(world: World): void {
  const people = new Set(world.people);
  for (const account of world.accounts) {
    const book = account.addressBook.map((entry) => entry.person);
    const chats = account.chats.map((chat) => chat.person);
    for (const list of [book, chats, account.blocked, account.knownPushNames]) {
      expect(new Set(list).size).toBe(list.length);
      expect(list.every((person) => people.has(person) && person !== account.person)).toBe(true);
    }
    expect(world.groups.filter((group) => group.members.some((member) => member.person === account.person))).toEqual(
      world.groups.filter((group) => account.groups.includes(group)),
    );
    expectConsistentCounts(account, world);
  }
  for (const group of world.groups) {
    expect(new Set(group.members.map((member) => member.person)).size).toBe(group.members.length);
    expect(group.members.every((member) => people.has(member.person))).toBe(true);
  }
}

function expectConsistentCounts(account: World['accounts'][number], world: World): void {
  const contacts = expectedContacts(account, world);
  const memberships = expectedMemberships(account, world);
  const counts = expectedCounts(account, world);
  expect(counts).toEqual({ groups: account.groups.length, contacts: contacts.length, memberships: memberships.length });
  expect(memberships.filter((membership) => membership.isOwner)).toHaveLength(counts.groups);
  const inGroups = new Set(memberships.filter((membership) => !membership.isOwner).map((membership) => membership.lid));
  expect(contacts.filter((contact) => contact.seenInGroup)).toHaveLength(inGroups.size);
  expect(contacts.every((contact) => contact.inAddressBook || contact.hasChat || contact.seenInGroup)).toBe(true);
  expect(contacts.every((contact) => contact.phone !== null || (!contact.inAddressBook && !contact.hasChat))).toBe(
    true,
  );
}
