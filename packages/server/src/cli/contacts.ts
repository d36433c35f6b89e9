import { type ContactType, contactsAnswer } from '@grabber/contract';
import { connectApi, type ServerOptions } from './api.ts';
import { sessionPath } from './find-session.ts';
import type { Io } from './io.ts';
import { table } from './table.ts';

const columns = ['name', 'phone_number', 'type', 'contact_id', 'group_name', 'status'] as const;

/** The saved people and groups of a session, by name. */
export async function listContacts(
  io: Io,
  given: string,
  options: ServerOptions & { type: ContactType | 'all' },
): Promise<void> {
  const api = connectApi(io, options);
  const { data } = await api.get(`${await sessionPath(io, api, given)}/contacts?type=${options.type}`, contactsAnswer);
  if (options.json) return io.print(JSON.stringify(data));
  if (data.total_contacts === 0) return io.say('contacts_none');
  io.print(table(data.contacts, columns));
  io.say('contacts_total', { total: data.total_contacts });
}
