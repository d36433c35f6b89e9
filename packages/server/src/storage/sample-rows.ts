import { randomUUID } from 'node:crypto';
import type { Insertable } from 'kysely';
import type { ContactsTable, GroupMembersTable } from './schema.ts';

const at = '2024-01-15T10:30:00.123Z';

/** A session that no other test uses. */
export function newSession(): string {
  return randomUUID();
}

/** A contact as a grab would save it. */
export function contactRow(
  session_id: string,
  number: number,
  changed: Partial<Insertable<ContactsTable>> = {},
): Insertable<ContactsTable> {
  const phone_number = String(6_281_200_000_000 + number);
  const row: Insertable<ContactsTable> = {
    session_id,
    contact_id: `${phone_number}@s.whatsapp.net`,
    name: `Name ${number}`,
    phone_number,
    type: 'individual',
    group_id: null,
    group_name: null,
    group_description: null,
    group_participants_count: null,
    is_admin: false,
    profile_picture: null,
    status: 'active',
    grabbed_at: at,
    created_at: at,
    updated_at: at,
    lid: null,
    saved_name: `Name ${number}`,
    push_name: null,
    verified_name: null,
    chat_name: null,
    in_address_book: true,
    has_chat: false,
    seen_in_group: false,
    is_me: false,
    is_business: false,
    country_code: 'ID',
    sort_name: `name ${number}`,
    search_text: `name ${number}\n${phone_number}`,
    first_seen_at: at,
    last_seen_at: at,
    removed_at: null,
  };
  return { ...row, ...changed };
}

/** A membership as a grab would save it. */
export function memberRow(session_id: string, contact_row_id: number): Insertable<GroupMembersTable> {
  return {
    session_id,
    group_id: '120363000000000001@g.us',
    contact_row_id,
    role: 'member',
    joined_at: at,
    left_at: null,
  };
}
