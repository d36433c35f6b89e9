import type { GrabKind } from '@grabber/contract';
import type { Generated } from 'kysely';
import type { Time } from './schema-types.ts';

/** What schedules keep; see `schema.ts`. */

/** When a session is grabbed by itself. */
export type GrabSchedulesTable = {
  session_id: string;
  cron: string;
  timezone: string;
  kind: GrabKind;
  jitter_seconds: Generated<number>;
  enabled: Generated<boolean>;
  refresh_address_book: Generated<boolean>;
  /** With its share of the jitter; stays in the past until the run could be started. */
  next_run_at: Time | null;
  last_run_at: Time | null;
  last_grab_id: number | null;
  created_at: Time;
  updated_at: Time;
};

export type LiveTables = { grab_schedules: GrabSchedulesTable };
