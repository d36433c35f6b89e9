import { searchTextOf, sortNameOf } from '../core/index.ts';
import { countryOf } from './country.ts';
import type { Contact, DerivedColumn, KnownContact, OwnFields } from './types.ts';

const nothingOwn: OwnFields = { alias: null, email: null, company: null, note: null };

/** The columns that follow from the others: from what WhatsApp said, and from what the user added. */
export function derive(row: KnownContact, own: OwnFields = nothingOwn): Pick<Contact, DerivedColumn> {
  const { name, phone_number, saved_name, verified_name, push_name, chat_name } = row;
  const { alias, email, company, note } = own;
  const names = [alias, name, saved_name, verified_name, push_name, chat_name];
  return {
    country_code: phone_number === null ? null : countryOf(phone_number),
    sort_name: sortNameOf(alias ?? name, phone_number ?? row.lid ?? row.contact_id),
    search_text: searchTextOf([...names, phone_number], [email, company, note]),
  };
}

/** What tells that rows of several accounts are one person, by the row alone; empty for groups. */
export function personKeyOf(row: Pick<Contact, 'type' | 'phone_number' | 'lid' | 'contact_id'>): string {
  if (row.type === 'group') return '';
  return row.phone_number ?? (row.lid === null ? row.contact_id : `lid:${row.lid}`);
}
