import {
  type Account,
  type ExpectedContact,
  expectedContacts,
  expectedMemberships,
  type Group,
  type Person,
  type World,
} from '@grabber/simulator';

/** A member of a group as that group lists them: the phone is null where it is hidden there. */
export type SeenMember = { lid: string; phone: string | null; role: 'member' | 'admin' | 'superadmin' };
export type SeenGroup = { group: Group; members: SeenMember[] };

/** What an account may know of its world; gateways only tell it in different shapes. */
export function viewOf(world: World, account: Account) {
  const titles = new Map(account.chats.map(({ person, displayName }) => [person.lid, displayName]));
  const contacts = expectedContacts(account, world);
  const ids = new Set(expectedMemberships(account, world).map(({ groupId }) => groupId));
  const groups = world.groups.filter(({ id }) => ids.has(id)).map((group) => ({ group, members: membersOf(group) }));
  return {
    account,
    contacts,
    groups,
    /** Contacts proper: in the address book or with a chat. */
    own: contacts.filter(({ inAddressBook, hasChat }) => inAddressBook || hasChat),
    titleOf: ({ lid }: ExpectedContact) => titles.get(lid) ?? null,
    lidPairs: contacts.flatMap(({ lid, phone }) => (phone === null ? [] : [{ lid, phone }])),
  };
}
export type View = ReturnType<typeof viewOf>;

function membersOf({ addressing, members }: Group): SeenMember[] {
  const shows = (person: Person) => addressing === 'pn' || !person.hidesPhone;
  return members.map(({ person, role }) => ({ lid: person.lid, phone: shows(person) ? person.phone : null, role }));
}
