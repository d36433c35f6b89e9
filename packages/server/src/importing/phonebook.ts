import { type OldContact, provablePhone } from '../adopting/index.ts';
import { phonebookContact } from './old-contacts.ts';
import type { RawRow } from './old-database.repo.ts';
import type { Note } from './report.ts';
import { textOf } from './values.ts';

/** The phonebook's entries: people with a certain phone, and a note of every entry as it stood there. */
export function readPhonebook(rows: RawRow[], now: string) {
  const people: OldContact[] = [];
  const raw = new Map<number, RawRow>();
  const notes: Note[] = [];
  for (const [index, row] of rows.entries()) {
    const phone = textOf(row['phone_number'], 255);
    const pn = provablePhone(phone);
    if (pn) {
      people.push(phonebookContact(row, pn, index + 1, now));
      raw.set(index + 1, row);
    }
    const reason = phone?.startsWith('GROUP_') ? 'manual_group' : 'phone_unclear';
    const details = { table: 'phonebook', row };
    notes.push({
      kind: pn ? 'kept' : 'left_alone',
      contact_row_id: null,
      details: pn ? details : { ...details, reason },
    });
  }
  return { people, raw, notes, leftAlone: rows.length - people.length };
}
