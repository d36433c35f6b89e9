import { contact } from '@grabber/contract';
import type { OldContact } from '../adopting/index.ts';
import type { RawRow } from './old-database.repo.ts';
import { textOf, timeOf, truthOf, wordOf } from './values.ts';

/** The longest texts that every dialect's columns hold. */
export const longest = {
  name: 512,
  group_name: 512,
  group_description: 16_000,
  profile_picture: 1024,
};

/** Columns that an old row may have and that we read, or derive ourselves. */
export const contactColumns: ReadonlySet<string> = new Set([
  ...Object.keys(contact.shape),
  ...['is_me', 'sort_name', 'search_text'],
]);

/** A row of the old `contacts`, with what its variants leave out filled in. */
export function oldContact(row: RawRow, now: string): OldContact {
  const grabbed_at = timeOf(row['grabbed_at']);
  const created_at = timeOf(row['created_at']) ?? grabbed_at ?? now;
  const size = Number(row['group_participants_count'] ?? Number.NaN);
  const picture = String(row['profile_picture'] ?? '');
  return {
    id: Number(row['id']),
    contact_id: textOf(row['contact_id'], 255) ?? '',
    name: textOf(row['name']),
    phone_number: textOf(row['phone_number'], 255),
    type: wordOf(row['type'], ['individual', 'group']),
    group_id: textOf(row['group_id'], 255),
    group_name: textOf(row['group_name']),
    group_description: textOf(row['group_description'], longest.group_description),
    group_participants_count: Number.isInteger(size) && size >= 0 ? size : null,
    is_admin: truthOf(row['is_admin']),
    profile_picture: picture.length <= longest.profile_picture ? textOf(picture, longest.profile_picture) : null,
    status: wordOf(row['status'], ['active', 'inactive', 'blocked']),
    grabbed_at,
    created_at,
    updated_at: timeOf(row['updated_at']) ?? grabbed_at ?? created_at,
    ...notYetOurs,
  };
}

const notYetOurs = {
  lid: null,
  in_address_book: false,
  seen_in_group: false,
  sort_name: '',
  search_text: '',
  first_seen_at: '',
  last_seen_at: '',
};

/** A person of the phonebook as a row of somebody's address book; undefined where the phone is no certain one. */
export function phonebookContact(row: RawRow, pn: string, id: number, now: string): OldContact {
  const created_at = timeOf(row['created_at']) ?? now;
  return {
    ...oldContact({ id, contact_id: `${pn}@s.whatsapp.net`, phone_number: pn, name: row['name'] }, now),
    status:
      row['is_active'] === undefined || row['is_active'] === null || truthOf(row['is_active']) ? 'active' : 'inactive',
    created_at,
    updated_at: timeOf(row['updated_at']) ?? created_at,
  };
}
