import type { Contact } from '../../contacts/index.ts';
import type { Db } from '../../storage/index.ts';
import { knownPeople, tagsOfContacts, type Where } from './known.repo.ts';
import type { Candidate, Known } from './plan.ts';

/** What is known of these people. */
export async function lookUp(db: Db, where: Where, people: Candidate[]): Promise<Known> {
  const phones = [...new Set(people.flatMap(({ phone }) => phone ?? []))];
  const lids = [...new Set(people.flatMap(({ lid }) => lid ?? []))];
  const rows = await knownPeople(db, where, { phones, lids });
  return {
    byPhone: grouped(rows, ({ phone_number }) => phone_number),
    byLid: grouped(rows, ({ lid }) => lid),
    tags: await tagsOfContacts(
      db,
      rows.map(({ id }) => id),
    ),
  };
}

function grouped(rows: Contact[], keyOf: (row: Contact) => string | null): Map<string, Contact[]> {
  const groups = new Map<string, Contact[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
