import type { AnyDb } from '../dialects/schema-tools.ts';
import { index, optional, required, type Table } from '../dialects/table.ts';
import type { MigrationTools } from './tools.ts';

const tables: Record<string, Table> = {
  change_order: { columns: { id: required('id') }, indexes: [] },
  webhooks: {
    columns: {
      id: required('id'),
      name: required('name'),
      url: required('url'),
      events: optional('json'),
      sessions: optional('json'),
      enabled: required('boolean', true),
      paused_reason: optional('word'),
      last_seq: required('bigint', 0),
      sealed: required('bytes'),
      old_sealed: optional('bytes'),
      old_valid_until: optional('time'),
      created_by_kind: required('word'),
      created_by_id: optional('bigint'),
      bound_key_id: optional('bigint'),
      last_delivered_at: optional('time'),
      last_failed_at: optional('time'),
      created_at: required('time'),
      updated_at: required('time'),
    },
    indexes: [],
  },
  webhook_deliveries: {
    columns: {
      id: required('id'),
      webhook_id: required('bigint'),
      message_id: required('key'),
      type: required('word'),
      session_id: optional('identity'),
      seq: optional('bigint'),
      status: required('word'),
      attempts: required('int', 0),
      next_attempt_at: optional('time'),
      response_status: optional('int'),
      response_excerpt: optional('text'),
      error: optional('word'),
      duration_ms: optional('int'),
      created_at: required('time'),
      last_attempt_at: optional('time'),
      delivered_at: optional('time'),
    },
    indexes: [
      index('webhook_id', 'id'),
      index('webhook_id', 'status', 'id'),
      index('webhook_id', 'status', 'session_id', 'id'),
      index('session_id'),
    ],
  },
  analytics_progress: { columns: { id: required('id'), last_seq: required('bigint', 0) }, indexes: [] },
  analytics_sheets: {
    columns: {
      session_id: required('identity'),
      touched_seq: required('bigint', 0),
      counted_seq: required('bigint', 0),
      sheet: optional('json'),
      at: optional('time'),
    },
    primaryKey: ['session_id'],
    indexes: [],
  },
  change_hours: {
    columns: {
      session_id: required('identity'),
      hour: required('key'),
      what: required('key'),
      total: required('bigint', 0),
    },
    primaryKey: ['session_id', 'hour', 'what'],
    indexes: [index('hour')],
  },
};

/** The order of the change log, webhooks and their deliveries, and what analytics has counted. */
export async function addHistory(db: AnyDb, { schema }: MigrationTools): Promise<void> {
  for (const [name, table] of Object.entries(tables)) await schema.create(db, name, table);
  for (const table of ['change_order', 'analytics_progress']) {
    const there = await db.selectFrom(table).select('id').executeTakeFirst();
    if (!there) await db.insertInto(table).values({ id: 1 }).execute();
  }
}
