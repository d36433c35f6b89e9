import type { Insertable, Selectable } from 'kysely';
import type { ContactsTable } from '../storage/index.ts';

/** A row of `contacts`: a person or a group. */
export type Contact = Selectable<ContactsTable>;

/** The columns that can be computed from the others, written but never compared. */
export type DerivedColumn = 'country_code' | 'sort_name' | 'search_text';

/** What the user adds to a contact; nothing that WhatsApp says touches it. */
export type OwnFields = Pick<Contact, 'alias' | 'email' | 'company' | 'note'>;

/** The columns that hold what WhatsApp said; `id` is 0 before the row is inserted. */
export type KnownContact = Pick<
  Contact,
  | 'id'
  | 'contact_id'
  | 'name'
  | 'phone_number'
  | 'type'
  | 'group_id'
  | 'group_name'
  | 'group_description'
  | 'group_participants_count'
  | 'is_admin'
  | 'profile_picture'
  | 'status'
  | 'lid'
  | 'saved_name'
  | 'push_name'
  | 'verified_name'
  | 'chat_name'
  | 'in_address_book'
  | 'has_chat'
  | 'seen_in_group'
  | 'is_me'
  | 'is_business'
  | 'removed_at'
>;

/** A change to a row: the columns that differ. */
export type ContactPatch = Partial<Omit<KnownContact, 'id'>>;

export type NewContact = Insertable<ContactsTable>;
