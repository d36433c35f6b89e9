import { type ContactType, contactList, contactsAnswer } from '@grabber/contract';
import { connectApi, type ServerOptions } from './api.ts';
import { onlyOf, sessionPath } from './find-session.ts';
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

/** The contacts of all sessions, or of one, that a text finds as the page's search does; the first by name. */
export async function findContacts(
  io: Io,
  text: string,
  options: ServerOptions & { session?: string; limit: string },
): Promise<void> {
  const api = connectApi(io, options);
  const { filter } = await onlyOf(io, api, options.session);
  const query = new URLSearchParams({ q: text, limit: options.limit, total: 'true' });
  if (filter) query.set('filter', JSON.stringify(filter));
  const { data } = await api.get(`/contacts?${query}`, contactList);
  if (options.json) return io.print(JSON.stringify(data));
  if (data.contacts.length === 0) return io.say('contacts_not_found', { text });
  io.print(table(data.contacts, [...columns, 'session_id']));
  io.say('contacts_found', { shown: data.contacts.length, total: data.total ?? 0 });
}
