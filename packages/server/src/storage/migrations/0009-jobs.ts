import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required, type Table, unique } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

/** Work in the background, and what became of each thing that it worked on. */
export const jobTables: Record<string, Table> = {
  jobs: {
    columns: {
      id: required('id'),
      ticket: required('key'),
      kind: required('word'),
      status: required('word'),
      session_id: optional('identity'),
      params: required('json'),
      state: optional('json'),
      scope_sessions: optional('json'),
      total: optional('int'),
      done: required('int'),
      failed: required('int'),
      result: optional('json'),
      error_code: optional('word'),
      undo_of: optional('bigint'),
      undone_by: optional('bigint'),
      undoable_until: optional('time'),
      file_name: optional('name'),
      file_type: optional('name'),
      file_size: optional('bigint'),
      file_expires_at: optional('time'),
      created_by_kind: required('word'),
      created_by_id: optional('bigint'),
      created_by_name: required('name'),
      created_at: required('time'),
      started_at: optional('time'),
      finished_at: optional('time'),
    },
    indexes: [unique('ticket'), index('created_by_kind', 'created_by_id', 'id'), index('finished_at')],
  },
  job_items: {
    columns: {
      id: required('id'),
      job_id: required('bigint'),
      contact_row_id: optional('bigint'),
      line: optional('int'),
      outcome: required('word'),
      code: optional('word'),
      before: optional('json'),
    },
    indexes: [index('job_id', 'id'), index('job_id', 'outcome', 'id')],
  },
  imports: {
    columns: {
      id: required('id'),
      ticket: required('key'),
      file_name: required('name'),
      format: optional('word'),
      encoding: optional('word'),
      delimiter: optional('word'),
      file_columns: required('json'),
      status: required('word'),
      policy: required('word'),
      session_id: optional('identity'),
      tag_ids: required('json'),
      default_country: required('word'),
      counts: required('json'),
      problems: required('json'),
      job_id: optional('bigint'),
      scope_sessions: optional('json'),
      created_by_kind: required('word'),
      created_by_id: optional('bigint'),
      created_by_name: required('name'),
      created_at: required('time'),
    },
    indexes: [unique('ticket'), index('created_at')],
  },
  import_rows: {
    columns: {
      id: required('id'),
      import_id: required('bigint'),
      line: optional('int'),
      outcome: required('word'),
      code: optional('word'),
      phone_number: optional('key'),
      lid: optional('key'),
      contact_row_id: optional('bigint'),
      data: required('json'),
    },
    indexes: [index('import_id', 'id'), index('import_id', 'outcome', 'id'), index('phone_number'), index('lid')],
  },
};

export async function addJobs(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(jobTables)) await schema.create(db, name, table);
}
