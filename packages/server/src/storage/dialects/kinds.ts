import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../storage.ts';

/** What tells whether something is known of a contact. MariaDB has a column for each, since its indexes hold no expressions. */
export const knownFlags = {
  has_phone: 'case when phone_number is null then 0 else 1 end',
  has_name: 'case when name is null and alias is null then 0 else 1 end',
};

/** What counts of contacts by kind read instead of the rows, in the order in which they group. */
export const kindColumns = [
  ...['session_id', 'country_code', 'type', 'status'],
  ...['in_address_book', 'has_chat', 'seen_in_group', 'is_business', 'opted_out'],
  ...Object.keys(knownFlags),
  ...['is_me', 'deleted_at'],
];

/** One of these flags, 1 or 0, spelt as the index has it. */
export function knownFlag(dialect: DialectName, name: keyof typeof knownFlags): RawBuilder<number> {
  return dialect === 'mysql' ? sql`${sql.ref(name)}` : sql.raw(knownFlags[name]);
}
