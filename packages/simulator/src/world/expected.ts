import type { Account, AddressBookEntry, ExpectedCounts, Group, GroupMember, Person, World } from './types.ts';

/** One individual that a complete grab of an account should yield, as that account may know them. */
export type ExpectedContact = {
  /** E.164 digits without plus; null when hidden from this account. */
  phone: string | null;
  /** LID digits. */
  lid: string;
  /** From the address book, as written there; null when not saved or saved without any name. */
  savedName: string | null;
  /** Null unless this phone has seen it. */
  pushName: string | null;
  /** Travels only with a live message, so a grab without one has null here. */
  verifiedName: string | null;
  inAddressBook: boolean;
  hasChat: boolean;
  /** In a group the account is in now. */
  seenInGroup: boolean;
  blocked: boolean;
};

/** One member of one group the account is in now, the owner included. */
export type ExpectedMembership = {
  /** Without `@g.us`. */
  groupId: string;
  lid: string;
  phone: string | null;
  role: GroupMember['role'];
  isOwner: boolean;
};

/**
 * Who a complete grab should find: everybody in the address book, in a chat or in a current group, except the owner;
 * sorted by LID. Group membership is taken from the groups' member lists, not from `account.groups` which the replies
 * use, so that the two check each other. Names are untrimmed. A phone is known when it is saved, has a chat, is listed
 * by a phone-addressed group, or by a LID-addressed group while its owner does not hide it.
 */
export function expectedContacts(account: Account, world: World): ExpectedContact[] {
  const phones = visiblePhones(account, world);
  const book = new Map(account.addressBook.map((entry) => [entry.person, entry]));
  const chatting = new Set(account.chats.map((chat) => chat.person));
  const fellows = new Set(groupsOf(account, world).flatMap((group) => group.members.map((member) => member.person)));
  const named = new Set(account.knownPushNames);
  const blocked = new Set(account.blocked);
  const everybody = new Set([...book.keys(), ...chatting, ...fellows]);
  everybody.delete(account.person);
  return [...everybody].sort(byLid).map((person) => ({
    phone: phones.has(person) ? person.phone : null,
    lid: person.lid,
    savedName: savedNameOf(book.get(person)),
    pushName: named.has(person) && person.pushName !== '' ? person.pushName : null,
    verifiedName: person.verifiedName ?? null,
    inAddressBook: book.has(person),
    hasChat: chatting.has(person),
    seenInGroup: fellows.has(person),
    blocked: blocked.has(person),
  }));
}

/** Every (group, member) pair of the groups the account is in now, in the world's order. */
export function expectedMemberships(account: Account, world: World): ExpectedMembership[] {
  const phones = visiblePhones(account, world);
  return groupsOf(account, world).flatMap((group) =>
    group.members.map(({ person, role }) => ({
      groupId: group.id,
      lid: person.lid,
      phone: phones.has(person) ? person.phone : null,
      role,
      isOwner: person === account.person,
    })),
  );
}

/** The sizes of a complete grab. Community parents are groups too: Baileys' `groupFetchAllParticipating` lists them. */
export function expectedCounts(account: Account, world: World): ExpectedCounts {
  return {
    groups: groupsOf(account, world).length,
    contacts: expectedContacts(account, world).length,
    memberships: expectedMemberships(account, world).length,
  };
}

function groupsOf(account: Account, world: World): Group[] {
  return world.groups.filter((group) => group.members.some((member) => member.person === account.person));
}

function visiblePhones(account: Account, world: World): Set<Person> {
  const visible = new Set<Person>([account.person]);
  for (const entry of account.addressBook) visible.add(entry.person);
  for (const chat of account.chats) if (!chat.byLid) visible.add(chat.person);
  for (const group of groupsOf(account, world)) {
    for (const { person } of group.members) {
      if (group.addressing === 'pn' || !person.hidesPhone) visible.add(person);
    }
  }
  return visible;
}

function savedNameOf(entry: AddressBookEntry | undefined): string | null {
  return entry?.fullName || entry?.firstName || null;
}

function byLid(first: Person, second: Person): number {
  return first.lid < second.lid ? -1 : 1;
}
