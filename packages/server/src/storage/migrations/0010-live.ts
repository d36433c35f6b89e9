import type { AnyDb } from '../dialects/schema-tools.ts';
import { optional, required, type Table } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

/** When sessions are grabbed by themselves. */
const schedules: Table = {
  columns: {
    session_id: required('identity'),
    cron: required('name'),
    timezone: required('name'),
    kind: required('word'),
    jitter_seconds: required('int', 0),
    enabled: required('boolean', true),
    refresh_address_book: required('boolean', true),
    next_run_at: optional('time'),
    last_run_at: optional('time'),
    last_grab_id: optional('bigint'),
    created_at: required('time'),
    updated_at: required('time'),
  },
  primaryKey: ['session_id'],
  indexes: [],
};

export async function addSchedules(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  await schema.create(db, 'grab_schedules', schedules);
}
