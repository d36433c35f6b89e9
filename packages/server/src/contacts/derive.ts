import { foldText } from '../core/index.ts';
import { countryOf } from './country.ts';
import { cut } from './names.ts';
import type { Contact, DerivedColumn, KnownContact } from './types.ts';

/** The widths of the columns. */
const sortLength = 191;
const searchLength = 1024;

/** The columns that follow from the others. */
export function derive(row: KnownContact): Pick<Contact, DerivedColumn> {
  const digits = row.phone_number ?? row.lid ?? '';
  const folded = row.name === null ? '' : foldText(row.name);
  return {
    country_code: row.phone_number === null ? null : countryOf(row.phone_number),
    sort_name: cut(folded || digits || row.contact_id, sortLength),
    search_text: cut(searchText(row, folded), searchLength),
  };
}

function searchText(row: KnownContact, folded: string): string {
  const words = folded ? [folded] : [];
  for (const name of [row.saved_name, row.verified_name, row.push_name, row.chat_name]) {
    if (name === null || name === row.name) continue;
    const other = foldText(name);
    if (!words.includes(other)) words.push(other);
  }
  if (row.phone_number) words.push(row.phone_number);
  return words.join(' ');
}
