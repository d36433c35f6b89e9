import { searchTextOf, sortNameOf } from '../core/index.ts';
import { countryOf } from './country.ts';
import type { Contact, DerivedColumn, KnownContact } from './types.ts';

/** The columns that follow from the others. */
export function derive(row: KnownContact): Pick<Contact, DerivedColumn> {
  const { name, phone_number, saved_name, verified_name, push_name, chat_name } = row;
  return {
    country_code: phone_number === null ? null : countryOf(phone_number),
    sort_name: sortNameOf(name, phone_number ?? row.lid ?? row.contact_id),
    search_text: searchTextOf([...new Set([name, saved_name, verified_name, push_name, chat_name, phone_number])]),
  };
}
