import type { OldContact } from '../adopting/index.ts';
import { type Contact, type NewContact, newContact } from '../contacts/index.ts';
import type { Note } from './report.ts';

export type Reconciled = {
  inserts: NewContact[];
  /** Rows that now know more, and what they knew before. */
  updates: { before: Contact; after: Contact }[];
  unchanged: number;
  conflicts: Note[];
};

/** Lays people and groups of the old database over the rows of our session: what we know stays, what we do not know is filled in. */
export function reconcile(found: OldContact[], ours: Contact[], sessionId: string): Reconciled {
  const index = indexOf(ours);
  const result: Reconciled = { inserts: [], updates: [], unchanged: 0, conflicts: [] };
  for (const old of found) {
    const same = index.find(old);
    const [row, second] = same;
    if (!row) result.inserts.push(newRow(old, sessionId));
    else if (second) result.conflicts.push(twoRows(old, row, second));
    else {
      const after = complete(row, old);
      if (after === row) result.unchanged += 1;
      else result.updates.push({ before: row, after });
    }
  }
  return result;
}

function indexOf(ours: Contact[]) {
  const byId = new Map(ours.map((row) => [row.contact_id, row]));
  const people = ours.filter((row) => row.type === 'individual');
  const byPhone = new Map(people.flatMap((row) => (row.phone_number ? [[row.phone_number, row] as const] : [])));
  const byLid = new Map(people.flatMap((row) => (row.lid ? [[row.lid, row] as const] : [])));
  return {
    /** Our rows for this person or group: none, one, or two that are two people so far. */
    find({ contact_id, phone_number, lid, type }: OldContact): Contact[] {
      const phone = type === 'individual' && /@s\.whatsapp\.net$/.test(contact_id) ? phone_number : null;
      const same = [byId.get(contact_id), phone && byPhone.get(phone), lid && byLid.get(lid)];
      return [...new Set(same.filter((row) => row !== undefined && row !== null && row !== ''))];
    },
  };
}

/** The same row when there is nothing to add. */
function complete(row: Contact, old: OldContact): Contact {
  const added: Partial<Contact> = {};
  const blank = [
    'name',
    'group_name',
    'group_description',
    'group_participants_count',
    'profile_picture',
    'lid',
  ] as const;
  for (const column of blank) {
    if (row[column] === null && old[column] !== null) Object.assign(added, { [column]: old[column] });
  }
  const phone = old.contact_id.endsWith('@s.whatsapp.net') ? old.phone_number : null;
  if (row.phone_number === null && phone !== null && row.contact_id !== old.contact_id) {
    Object.assign(added, { phone_number: phone, contact_id: old.contact_id });
  }
  if (old.first_seen_at < row.first_seen_at) added.first_seen_at = old.first_seen_at;
  return Object.keys(added).length === 0 ? row : { ...row, ...added };
}

function newRow(old: OldContact, sessionId: string): NewContact {
  const { sort_name: _, search_text: __, first_seen_at, last_seen_at, ...facts } = old;
  const { grabbed_at, created_at, updated_at, ...known } = facts;
  const row = newContact({ ...unknownYet, ...known }, sessionId, updated_at);
  return { ...row, grabbed_at, created_at, first_seen_at, last_seen_at };
}

const unknownYet = {
  saved_name: null,
  push_name: null,
  verified_name: null,
  chat_name: null,
  has_chat: false,
  is_me: false,
  is_business: false,
  removed_at: null,
};

function twoRows(old: OldContact, first: Contact, second: Contact): Note {
  const details = { reason: 'two_rows_here', old_id: old.id, contact_row_ids: [first.id, second.id] };
  return { kind: 'left_alone', contact_row_id: first.id, details };
}
