import { sql } from 'kysely';
import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required } from '../dialects/table.ts';
import { contacts } from './0001-tables.ts';
import type { MigrationTools } from './tools.ts';

const indexes = [index('sort_name', 'id'), index('person_key', 'id')];

/** What users add to a contact, the trash, and who is the same person in several accounts. */
export async function addOwnFields(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  await schema.extend(db, 'contacts', {
    columns: {
      ...contacts.columns,
      alias: optional('name'),
      email: optional('name'),
      company: optional('name'),
      note: optional('text'),
      opted_out: required('boolean', false),
      deleted_at: optional('time'),
      person_key: required('identity', ''),
    },
    indexes,
  });
  await db
    .updateTable('contacts')
    .set({
      person_key: sql`case when phone_number is not null then phone_number when lid is not null then concat('lid:', lid) else contact_id end`,
    })
    .where('person_key', '=', '')
    .where('type', '=', 'individual')
    .execute();
  await schema.addIndexes(db, 'contacts', indexes);
}
