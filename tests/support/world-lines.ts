import { type Account, expectedContacts, expectedMemberships, type World } from '@grabber/simulator';
import type { Rows } from './rows.ts';

type Lines = { people: string[]; groups: string[]; members: string[] };

/** What the world says of an account, one line for each person, group and member. */
export function linesOfWorld(account: Account, world: World): Lines {
  const people = expectedContacts(account, world).map((person) =>
    personLine({
      lid: person.lid,
      phone: person.phone,
      saved: person.inAddressBook ? person.savedName : null,
      push: person.pushName,
      facts: [person.inAddressBook, person.hasChat, person.seenInGroup, person.blocked],
    }),
  );
  const groups = account.groups.map(({ id, subject, description, members }) => {
    const own = members.find(({ person }) => person === account.person);
    return groupLine(`${id}@g.us`, subject, description ?? null, own?.role !== 'member', members.length);
  });
  const members = expectedMemberships(account, world).map(({ groupId, lid, role }) => `${groupId}@g.us|${lid}|${role}`);
  return { people: people.sort(), groups: groups.sort(), members: members.sort() };
}

/**
 * The same of the database. A phone and a push name that the database knows from earlier, and that the account could not find out any more, are
 * no difference: so they are taken from the rows only where the world tells them.
 */
export function linesOfRows(rows: Rows, account: Account, world: World): Lines {
  const known = new Map(expectedContacts(account, world).map((person) => [person.lid, person]));
  const people = rows.people.map((row) => {
    const expected = known.get(row.lid ?? '');
    return personLine({
      lid: row.lid ?? row.contact_id,
      phone: expected?.phone === null ? null : row.phone_number,
      saved: row.in_address_book ? row.saved_name : null,
      push: expected?.pushName === null ? null : row.push_name,
      facts: [row.in_address_book, row.has_chat, row.seen_in_group, row.status === 'blocked'],
    });
  });
  const groups = rows.groups.map((row) =>
    groupLine(row.contact_id, row.name, row.group_description, row.is_admin, row.group_participants_count),
  );
  return { people: people.sort(), groups: groups.sort(), members: [...rows.members].sort() };
}

type PersonFacts = { lid: string; phone: string | null; saved: string | null; push: string | null; facts: boolean[] };

function personLine({ lid, phone, saved, push, facts }: PersonFacts): string {
  const [book, chat, group, blocked] = facts;
  const names = `saved=${saved?.trim() || null} push=${push?.trim() || null}`;
  return `${lid} phone=${phone} ${names} book=${book} chat=${chat} group=${group} blocked=${blocked}`;
}

function groupLine(id: string, name: string | null, about: string | null, admin: boolean, size: number | null): string {
  return `${id} name=${name?.trim() || null} about=${about?.trim() || null} admin=${admin} size=${size}`;
}
