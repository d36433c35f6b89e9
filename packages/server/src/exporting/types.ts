import type { MemberRole } from '@grabber/contract';
import type { Contact } from '../contacts/index.ts';

/** A membership of an exported contact. */
export type ExportMembership = { group_id: string; group_name: string | null; role: MemberRole };

/** What a file may tell of a contact's own row. */
export type ContactFields = Pick<
  Contact,
  | 'session_id'
  | 'contact_id'
  | 'type'
  | 'name'
  | 'saved_name'
  | 'push_name'
  | 'verified_name'
  | 'phone_number'
  | 'lid'
  | 'country_code'
  | 'status'
  | 'in_address_book'
  | 'is_business'
  | 'first_seen_at'
  | 'updated_at'
> & {
  /** What the owner calls the person; stands before `name`. */
  alias: string | null;
  email: string | null;
  company: string | null;
  note: string | null;
};

/** One contact as it goes into a file; fields that the file does not need are not read, and missing. */
export type ExportRow = ContactFields & { tags: readonly string[]; memberships: readonly ExportMembership[] };

/** Rows in batches; a batch is the most that a writer holds, and works on without a pause. */
export type ExportRows = AsyncIterable<readonly ExportRow[]>;

/** Contacts read, lines or cards written, and those left out because the format cannot hold them; final when the last chunk is out. */
export type ExportCounts = { contacts: number; written: number; left_out: number };
