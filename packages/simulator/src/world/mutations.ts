import type { Account, Group, GroupMember, Person, World } from './types.ts';

/*
 * Changes of a world while it runs. Each keeps the world consistent (groups, the accounts' group lists, known push
 * names) and throws an Error when the change makes no sense. None tells a client; that is the live layer's business.
 */

/** Adds a person to the world and returns them. Throws when the phone or LID is taken. */
export function addPerson(world: World, person: Pick<Person, 'phone' | 'lid'> & Partial<Person>): Person {
  if (world.people.some((other) => other.phone === person.phone || other.lid === person.lid)) {
    throw new Error(`somebody has the phone ${person.phone} or the LID ${person.lid} already`);
  }
  const added: Person = { pushName: '', hidesPhone: false, picture: 'none', ...person };
  world.people.push(added);
  return added;
}

/** Saves a person in the address book under a name, or renames them there. */
export function saveContact(account: Account, person: Person, fullName: string, firstName?: string): void {
  const entry = { person, fullName, ...(firstName === undefined ? {} : { firstName }) };
  const position = account.addressBook.findIndex((other) => other.person === person);
  if (position < 0) account.addressBook.push(entry);
  else account.addressBook[position] = entry;
}

/** Deletes a person from the address book; chats and groups stay. */
export function removeContact(world: World, account: Account, person: Person): void {
  account.addressBook = without(account.addressBook, (entry) => entry.person === person, 'not in the address book');
  forgetStrangers(world);
}

/** Gives a person another push name; the phones of all accounts that have to do with them see it. */
export function setPushName(world: World, person: Person, pushName: string): void {
  person.pushName = pushName;
  for (const account of world.accounts) {
    if (account.person === person || account.knownPushNames.includes(person)) continue;
    if (acquaintances(account).has(person)) account.knownPushNames.push(person);
  }
}

/** Adds a person to a group; an account gets the group in its list again. */
export function addMember(world: World, group: Group, person: Person, role: GroupMember['role'] = 'member'): void {
  if (group.members.some((member) => member.person === person)) throw new Error('already a member');
  group.members.push({ person, role });
  const account = accountOf(world, person);
  if (!account) return;
  account.groups.push(group);
  account.leftGroups = account.leftGroups.filter((other) => other !== group);
}

/** Takes a person out of a group, by an admin or by themselves; an account keeps it as a group it has left. */
export function removeMember(world: World, group: Group, person: Person): void {
  group.members = without(group.members, (member) => member.person === person, 'not a member');
  const account = accountOf(world, person);
  if (account) {
    account.groups = account.groups.filter((other) => other !== group);
    account.leftGroups.push(group);
  }
  forgetStrangers(world);
}

/** Lets an account leave a group. */
export function leaveGroup(world: World, group: Group, account: Account): void {
  removeMember(world, group, account.person);
}

/** Makes a member an admin. */
export function promoteMember(group: Group, person: Person): void {
  setRole(group, person, 'admin');
}

/** Makes an admin an ordinary member. */
export function demoteMember(group: Group, person: Person): void {
  setRole(group, person, 'member');
}

/** Changes a group's subject. */
export function renameGroup(group: Group, subject: string): void {
  group.subject = subject;
}

/** What a new group needs; `members` come beside the creator, who is superadmin. `createdAt` in Unix seconds. */
export type NewGroup = Pick<Group, 'id' | 'subject' | 'createdAt'> &
  Partial<Omit<Group, 'members'>> & { creator: Person; members: Person[] };

/** Creates a group (LID-addressed unless told otherwise) and returns it. Throws when the id is taken. */
export function createGroup(world: World, { creator, members, ...settings }: NewGroup): Group {
  if (world.groups.some((group) => group.id === settings.id)) throw new Error(`group ${settings.id} exists already`);
  const group: Group = { addressing: 'lid', announce: false, ...settings, members: [] };
  world.groups.push(group);
  addMember(world, group, creator, 'superadmin');
  for (const person of members) addMember(world, group, person);
  return group;
}

/** Changes a group's description; undefined takes it away. */
export function describeGroup(group: Group, description: string | undefined): void {
  if (description === undefined) delete group.description;
  else group.description = description;
}

/** Gives a person or group another picture, or takes it away. */
export function replacePicture(owner: Person | Group, picture: Person['picture']): void {
  owner.picture = picture;
  owner.pictureVersion = (owner.pictureVersion ?? 0) + 1;
}

/** Puts a chat with a person who has written on the account's list; somebody who hides the number writes under their LID. */
export function receiveChat(account: Account, person: Person): void {
  if (person === account.person || account.chats.some((chat) => chat.person === person)) return;
  const isSaved = account.addressBook.some((entry) => entry.person === person);
  account.chats.push({ person, ...(person.hidesPhone && !isSaved ? { byLid: true } : {}) });
}

/** Puts a person on the account's block list. */
export function blockPerson(account: Account, person: Person): void {
  if (!account.blocked.includes(person)) account.blocked.push(person);
}

/** Takes a person off the account's block list. */
export function unblockPerson(account: Account, person: Person): void {
  account.blocked = without(account.blocked, (other) => other === person, 'not blocked');
}

/** Gives a person another phone number, E.164 digits without plus; the LID stays. Throws when the number is taken. */
export function changeNumber(world: World, person: Person, phone: string): void {
  if (world.people.some((other) => other.phone === phone)) throw new Error(`somebody has the phone ${phone} already`);
  person.phone = phone;
}

/** Lets a person stop hiding their phone. */
export function revealPhone(person: Person): void {
  person.hidesPhone = false;
}

function setRole(group: Group, person: Person, role: GroupMember['role']): void {
  const member = group.members.find((other) => other.person === person);
  if (!member) throw new Error('not a member');
  member.role = role;
}

function accountOf(world: World, person: Person): Account | undefined {
  return world.accounts.find((account) => account.person === person);
}

// Keeps the expected contacts and what a newly paired phone tells about push names the same set of people.
function forgetStrangers(world: World): void {
  for (const account of world.accounts) {
    const known = acquaintances(account);
    account.knownPushNames = account.knownPushNames.filter((person) => known.has(person));
  }
}

function acquaintances(account: Account): Set<Person> {
  return new Set([
    ...account.addressBook.map((entry) => entry.person),
    ...account.chats.map((chat) => chat.person),
    ...account.groups.flatMap((group) => group.members.map((member) => member.person)),
  ]);
}

function without<T>(items: T[], isGone: (item: T) => boolean, complaint: string): T[] {
  const kept = items.filter((item) => !isGone(item));
  if (kept.length === items.length) throw new Error(complaint);
  return kept;
}
