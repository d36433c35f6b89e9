import { describe, expect, test } from 'vitest';
import { expectedContacts, expectedCounts, expectedMemberships } from './expected.ts';
import type { Account, Group, Person, World } from './types.ts';

const [owner, friend, shy, fellow, partner] = ['1', '2', '3', '4', '5'].map(
  (digit): Person => ({
    phone: `628110000000${digit}`,
    lid: `1000000000000${digit}`,
    pushName: `Push ${digit}`,
    hidesPhone: digit === '3',
    picture: 'none',
  }),
) as [Person, Person, Person, Person, Person];

function group(addressing: Group['addressing'], people: Person[]): Group {
  const members = people.map((person, position) => ({
    person,
    role: position === 0 ? ('superadmin' as const) : ('member' as const),
  }));
  return {
    id: `120363-${addressing}-${people.length}`,
    subject: 'S',
    addressing,
    createdAt: 1,
    members,
    announce: false,
  };
}

function worldWith(groups: Group[], changes: Partial<Account> = {}): { account: Account; world: World } {
  const account: Account = {
    person: owner,
    addressBook: [],
    chats: [],
    knownPushNames: [],
    groups,
    leftGroups: [],
    blocked: [],
    ...changes,
  };
  return { account, world: { seed: 0, people: [owner, friend, shy, fellow, partner], groups, accounts: [account] } };
}

describe('expectedContacts', () => {
  test('joins address book, chats and members into one entry per person, without the owner', () => {
    const { account, world } = worldWith([group('lid', [owner, friend, fellow])], {
      addressBook: [{ person: friend, fullName: 'Teman' }],
      chats: [{ person: friend }, { person: partner, displayName: 'Mitra' }],
      knownPushNames: [partner],
      blocked: [partner],
    });
    const nobody = {
      savedName: null,
      pushName: null,
      verifiedName: null,
      inAddressBook: false,
      hasChat: false,
      seenInGroup: false,
      blocked: false,
    };
    expect(expectedContacts(account, world)).toEqual([
      {
        ...nobody,
        phone: friend.phone,
        lid: friend.lid,
        savedName: 'Teman',
        inAddressBook: true,
        hasChat: true,
        seenInGroup: true,
      },
      { ...nobody, phone: fellow.phone, lid: fellow.lid, seenInGroup: true },
      { ...nobody, phone: partner.phone, lid: partner.lid, pushName: 'Push 5', hasChat: true, blocked: true },
    ]);
    expect(expectedCounts(account, world)).toEqual({ groups: 1, contacts: 3, memberships: 3 });
  });

  test.each([
    ['a LID group hides it', [group('lid', [owner, shy])], {}, null],
    ['a phone group shows it', [group('lid', [owner, shy]), group('pn', [owner, shy])], {}, shy.phone],
    [
      'the address book has it',
      [group('lid', [owner, shy])],
      { addressBook: [{ person: shy, fullName: '' }] },
      shy.phone,
    ],
    ['a chat has it', [group('lid', [owner, shy])], { chats: [{ person: shy }] }, shy.phone],
  ])('knows a hidden phone only from elsewhere: %s', (_, groups, changes, phone) => {
    const { account, world } = worldWith(groups, changes);
    expect(expectedContacts(account, world)).toEqual([
      expect.objectContaining({ lid: shy.lid, phone, savedName: null }),
    ]);
    expect(expectedMemberships(account, world).filter((membership) => membership.lid === shy.lid)[0]?.phone).toBe(
      phone,
    );
  });

  test('ignores the groups the account has left', () => {
    const { account, world } = worldWith([]);
    const left = group('pn', [friend, fellow]);
    account.leftGroups.push(left);
    world.groups.push(left);
    expect(expectedCounts(account, world)).toEqual({ groups: 0, contacts: 0, memberships: 0 });
  });
});

test('expectedMemberships lists the owner and the roles', () => {
  const { account, world } = worldWith([group('pn', [friend, owner])]);
  const groupId = account.groups[0]?.id;
  expect(expectedMemberships(account, world)).toEqual([
    { groupId, lid: friend.lid, phone: friend.phone, role: 'superadmin', isOwner: false },
    { groupId, lid: owner.lid, phone: owner.phone, role: 'member', isOwner: true },
  ]);
});
