import { hostileNames } from './hostile.ts';
import { first, savedName } from './names.ts';
import type { Citizen } from './people.ts';
import type { Random } from './random.ts';
import type { Account, AddressBookEntry, Chat } from './types.ts';

// A phone with 100,000 saved numbers has not talked to all of them.
const mostChats = 5000;

/**
 * Makes an account that has `friends` in its address book, chats with many of them and with `acquaintances`, who are
 * not saved, and blocks a few of both. Groups and known push names come later.
 */
export function createAccount(
  random: Random,
  {
    owner,
    friends,
    acquaintances,
    hostile,
  }: { owner: Citizen; friends: Citizen[]; acquaintances: Citizen[]; hostile: boolean },
): Account {
  const addressBook = friends.map((friend, position) => bookEntry(random, friend, hostile ? position : undefined));
  const partners = random.sample(addressBook, Math.min(mostChats, Math.ceil(friends.length * 0.6)));
  const chats = [
    ...partners.map((entry) => savedChat(random, entry)),
    ...acquaintances.map(({ person }): Chat => ({ person })),
  ];
  const blocked = random.sample(chats, Math.ceil(chats.length / 30)).map((chat) => chat.person);
  return { person: owner.person, addressBook, chats, knownPushNames: [], groups: [], leftGroups: [], blocked };
}

function bookEntry(
  random: Random,
  { person, name, isLocal }: Citizen,
  hostilePosition: number | undefined,
): AddressBookEntry {
  if (hostilePosition !== undefined && hostilePosition % 5 === 2) {
    return { person, fullName: hostileNames[Math.floor(hostilePosition / 5) % hostileNames.length] ?? '' };
  }
  // A few entries are saved without any name: a number noted in a hurry.
  if (hostilePosition !== undefined && hostilePosition % 50 === 4) return { person, fullName: '' };
  const fullName = isLocal ? savedName(random, name) : name;
  return random.chance(0.5) ? { person, fullName, firstName: first(fullName) } : { person, fullName };
}

function savedChat(random: Random, { person, fullName }: AddressBookEntry): Chat {
  if (fullName === '' || random.chance(0.1)) return { person };
  return { person, displayName: random.chance(0.05) ? first(fullName) : fullName };
}

/** Lets the account's phone learn the push names of most chat partners and half of its groups' members. */
export function learnPushNames(random: Random, account: Account): void {
  const partners = account.chats.filter(() => random.chance(0.9)).map((chat) => chat.person);
  const fellows = account.groups.flatMap((group) => group.members).filter(() => random.chance(0.5));
  const known = new Set([...partners, ...fellows.map((member) => member.person)]);
  known.delete(account.person);
  account.knownPushNames = [...known].filter((person) => person.pushName !== '');
}
