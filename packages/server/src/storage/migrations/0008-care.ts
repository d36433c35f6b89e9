import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, required, type Table, unique } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

/** What users sort contacts into. */
export const careTables: Record<string, Table> = {
  tags: {
    columns: { id: required('id'), name: required('key'), color: required('word'), created_at: required('time') },
    indexes: [unique('name')],
  },
  contact_tags: {
    columns: {
      contact_row_id: required('bigint'),
      tag_id: required('bigint'),
      added_at: required('time'),
      source: required('word'),
    },
    primaryKey: ['contact_row_id', 'tag_id'],
    indexes: [index('tag_id', 'contact_row_id')],
  },
  contact_lists: {
    columns: { id: required('id'), name: required('key'), created_at: required('time') },
    indexes: [unique('name')],
  },
  contact_list_members: {
    columns: { list_id: required('bigint'), contact_row_id: required('bigint'), added_at: required('time') },
    primaryKey: ['list_id', 'contact_row_id'],
    indexes: [index('contact_row_id')],
  },
};

/** Tags and lists. */
export async function addCare(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(careTables)) await schema.create(db, name, table);
}
