import { type Account, expectedContacts, type World } from '@grabber/simulator';
import type { Client } from './client.ts';

export type ContactRow = {
  id: number;
  contact_id: string;
  name: string | null;
  phone_number: string | null;
  lid: string | null;
  in_address_book: boolean;
  has_chat: boolean;
  seen_in_group: boolean;
  status: string;
};

/** The saved individuals, or groups, of a session. */
export async function savedContacts(client: Client, id: string, type: 'individual' | 'group'): Promise<ContactRow[]> {
  const answer = await client.get(`/api/sessions/${id}/contacts?type=${type}`);
  return answer.data['contacts'] as ContactRow[];
}

/** One line a person, of the facts that must agree between the world and the database, sorted. */
export function rowFacts(rows: ContactRow[]): string[] {
  return rows
    .filter((row) => row.status !== 'inactive')
    .map((row) => facts(row.lid, row.phone_number, row.in_address_book, row.has_chat, row.status === 'blocked'))
    .sort();
}

/** The same lines, as the world's own oracle tells them. */
export function worldFacts(account: Account, world: World): string[] {
  return expectedContacts(account, world)
    .map((person) => facts(person.lid, person.phone, person.inAddressBook, person.hasChat, person.blocked))
    .sort();
}

function facts(lid: string | null, phone: string | null, book: boolean, chat: boolean, blocked: boolean): string {
  return `lid=${lid} phone=${phone} book=${book} chat=${chat} blocked=${blocked}`;
}
