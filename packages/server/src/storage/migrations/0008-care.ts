import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required, type Table, unique } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

const named = { id: required('id'), name: required('key') };
const madeBy = { created_by_kind: optional('word'), created_by_id: optional('bigint'), created_at: required('time') };

/** What users say about contacts, beside the columns of `contacts` itself. */
export const careTables: Record<string, Table> = {
  tags: {
    columns: { ...named, color: required('word'), created_at: required('time') },
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
  tag_rules: {
    columns: {
      ...named,
      tag_id: required('bigint'),
      query: required('json'),
      enabled: required('boolean', true),
      last_run_at: optional('time'),
      created_at: required('time'),
    },
    indexes: [unique('name'), index('tag_id')],
  },
  tag_rule_cursors: {
    columns: { session_id: required('identity'), seq: required('bigint') },
    primaryKey: ['session_id'],
    indexes: [],
  },
  segments: { columns: { ...named, query: required('json'), ...madeBy }, indexes: [unique('name')] },
  contact_lists: { columns: { ...named, ...madeBy }, indexes: [unique('name')] },
  contact_list_members: {
    columns: { list_id: required('bigint'), contact_row_id: required('bigint'), added_at: required('time') },
    primaryKey: ['list_id', 'contact_row_id'],
    indexes: [index('contact_row_id')],
  },
  person_links: {
    columns: { person_key: required('identity'), linked_to: required('identity'), merge_id: required('bigint') },
    primaryKey: ['person_key'],
    indexes: [index('merge_id')],
  },
  merges: {
    columns: {
      id: required('id'),
      person_key: required('identity'),
      keep_contact_id: required('bigint'),
      duplicate_id: optional('bigint'),
      ...madeBy,
      undone_at: optional('time'),
    },
    indexes: [index('duplicate_id')],
  },
  merge_rows: {
    columns: {
      merge_id: required('bigint'),
      contact_row_id: required('bigint'),
      before: required('json'),
      after: required('json'),
    },
    primaryKey: ['merge_id', 'contact_row_id'],
    indexes: [index('contact_row_id')],
  },
  duplicates: {
    columns: {
      id: required('id'),
      a_id: required('bigint'),
      b_id: required('bigint'),
      reason: required('word'),
      status: required('word'),
      found_at: required('time'),
    },
    indexes: [unique('a_id', 'b_id'), index('status', 'id'), index('b_id')],
  },
};

/** Tags, rules, segments, lists, duplicates and merges; and a quick way from a LID to whoever knows its phone. */
export async function addCare(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(careTables)) await schema.create(db, name, table);
  await schema.addIndexes(db, 'contacts', [index('lid', 'phone_number')]);
}
