import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required, type Table } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

export const privacyTables: Record<string, Table> = {
  settings: { columns: { name: required('key'), value: required('json') }, primaryKey: ['name'], indexes: [] },
  opt_outs: {
    columns: {
      id: required('id'),
      session_id: required('identity'),
      phone_hash: optional('key'),
      lid_hash: optional('key'),
      hint: required('word'),
      erase_on_sight: required('boolean', false),
      source: required('word'),
      created_at: required('time'),
    },
    indexes: [index('session_id'), index('phone_hash'), index('lid_hash')],
  },
  erasures: {
    columns: {
      id: required('id'),
      created_at: required('time'),
      identifier_hash: required('key'),
      counts: required('json'),
      held: required('json'),
      backups: required('json'),
      opted_out: required('boolean'),
      created_by_kind: required('word'),
      created_by_id: optional('bigint'),
    },
    indexes: [],
  },
};

/** Settings, the list of those who opted out, and receipts of erasures. */
export async function addPrivacy(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(privacyTables)) await schema.create(db, name, table);
}
