import { beforeEach, describe, expect, test } from 'vitest';
import { createWorld } from './create.ts';
import { expectedContacts, expectedCounts } from './expected.ts';
import * as mutations from './mutations.ts';
import type { Account, Group, Person, World } from './types.ts';

let world: World;
let account: Account;
let stranger: Person;

beforeEach(() => {
  world = createWorld({ preset: 'tiny', seed: 5 });
  account = world.accounts[0] as Account;
  stranger = mutations.addPerson(world, { phone: '6281399900001', lid: '99900000000001', hidesPhone: true });
});

const seen = () => expectedContacts(account, world).find((contact) => contact.lid === stranger.lid);
const lidGroup = () => account.groups.find((group) => group.addressing === 'lid') as Group;

describe('the address book', () => {
  test('takes, renames and drops a person', () => {
    mutations.saveContact(account, stranger, 'Baru', 'B');
    expect(seen()).toMatchObject({ savedName: 'Baru', phone: stranger.phone, inAddressBook: true });
    mutations.saveContact(account, stranger, 'Lain');
    expect(account.addressBook.filter((entry) => entry.person === stranger)).toEqual([
      { person: stranger, fullName: 'Lain' },
    ]);
    mutations.removeContact(world, account, stranger);
    expect(seen()).toBeUndefined();
    expect(() => mutations.removeContact(world, account, stranger)).toThrow('not in the address book');
  });
});

describe('groups', () => {
  test('gain and lose members', () => {
    const before = expectedCounts(account, world);
    mutations.addMember(world, lidGroup(), stranger, 'admin');
    expect(seen()).toMatchObject({ phone: null, seenInGroup: true });
    expect(expectedCounts(account, world)).toEqual({
      ...before,
      contacts: before.contacts + 1,
      memberships: before.memberships + 1,
    });
    expect(() => mutations.addMember(world, lidGroup(), stranger)).toThrow('already a member');
    mutations.removeMember(world, lidGroup(), stranger);
    expect(expectedCounts(account, world)).toEqual(before);
    expect(() => mutations.removeMember(world, lidGroup(), stranger)).toThrow('not a member');
  });

  test('tell the phone once it is no longer hidden', () => {
    mutations.addMember(world, lidGroup(), stranger);
    mutations.revealPhone(stranger);
    expect(seen()?.phone).toBe(stranger.phone);
  });

  test('change roles and subject', () => {
    const group = lidGroup();
    const roleOf = () => group.members.find((member) => member.person === stranger)?.role;
    mutations.addMember(world, group, stranger);
    mutations.promoteMember(group, stranger);
    expect(roleOf()).toBe('admin');
    mutations.demoteMember(group, stranger);
    expect(roleOf()).toBe('member');
    mutations.renameGroup(group, 'Nama baru');
    expect(group.subject).toBe('Nama baru');
    expect(() => mutations.promoteMember(account.leftGroups[0] as Group, stranger)).toThrow('not a member');
  });

  test('are left and joined again', () => {
    const group = lidGroup();
    const before = expectedCounts(account, world);
    mutations.leaveGroup(world, group, account);
    expect(account.leftGroups).toContain(group);
    expect(expectedCounts(account, world).groups).toBe(before.groups - 1);
    mutations.addMember(world, group, account.person);
    expect(account.leftGroups).not.toContain(group);
    expect(expectedCounts(account, world)).toEqual(before);
  });

  test('are created', () => {
    const settings = {
      id: '120363999',
      subject: 'Baru',
      createdAt: 1_700_000_000,
      creator: stranger,
      members: [account.person],
    };
    const group = mutations.createGroup(world, settings);
    expect(account.groups).toContain(group);
    expect(group.members.map((member) => member.role)).toEqual(['superadmin', 'member']);
    expect(() => mutations.createGroup(world, settings)).toThrow('exists already');
  });
});

describe('people', () => {
  test('change their push name, which only phones that know them see', () => {
    mutations.setPushName(world, stranger, 'Sri');
    expect(account.knownPushNames).not.toContain(stranger);
    mutations.addMember(world, lidGroup(), stranger);
    mutations.setPushName(world, stranger, 'Sri W.');
    expect(seen()?.pushName).toBe('Sri W.');
    mutations.removeMember(world, lidGroup(), stranger);
    expect(account.knownPushNames).not.toContain(stranger);
  });

  test('change their number to a free one', () => {
    mutations.saveContact(account, stranger, 'Baru');
    mutations.changeNumber(world, stranger, '6281399900002');
    expect(seen()).toMatchObject({ phone: '6281399900002', lid: stranger.lid });
    expect(() => mutations.changeNumber(world, stranger, account.person.phone)).toThrow('already');
    expect(() => mutations.addPerson(world, { phone: '6281399900002', lid: '9' })).toThrow('already');
  });

  test('are blocked and unblocked', () => {
    mutations.saveContact(account, stranger, 'Baru');
    mutations.blockPerson(account, stranger);
    mutations.blockPerson(account, stranger);
    expect(account.blocked.filter((person) => person === stranger)).toHaveLength(1);
    expect(seen()?.blocked).toBe(true);
    mutations.unblockPerson(account, stranger);
    expect(seen()?.blocked).toBe(false);
    expect(() => mutations.unblockPerson(account, stranger)).toThrow('not blocked');
  });
});
