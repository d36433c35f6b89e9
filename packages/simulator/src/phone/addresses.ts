import { lidJid, phoneJid } from '../wire/jids.ts';
import type { Account, Person } from '../world/types.ts';

/** How this account's phone addresses a person: by number when it may know it, else by LID. */
export function createAddressing(account: Account): (person: Person) => string {
  const known = new Set<Person>([account.person]);
  for (const { person } of account.addressBook) known.add(person);
  for (const { person, byLid } of account.chats) if (!byLid) known.add(person);
  return (person) => (known.has(person) || !person.hidesPhone ? phoneJid(person.phone) : lidJid(person.lid));
}
