import type { JobOutcome, JobStatus } from '@grabber/contract';
import type { Generated } from 'kysely';
import type { Json, Time } from './schema.ts';

/** Work in the background. */
export type JobsTable = {
  id: Generated<number>;
  /** Random, so that nobody guesses the name of its file. */
  ticket: string;
  kind: string;
  status: JobStatus;
  session_id: string | null;
  params: Json<Record<string, unknown>>;
  /** How far it has come, in words of its kind, to go on after a crash. */
  state: Json<unknown>;
  /** The sessions that its starter saw then; null: all. */
  scope_sessions: Json<string[] | null>;
  total: number | null;
  done: number;
  failed: number;
  result: Json<Record<string, unknown> | null>;
  error_code: string | null;
  undo_of: number | null;
  undone_by: number | null;
  undoable_until: Time | null;
  file_name: string | null;
  file_type: string | null;
  file_size: number | null;
  file_expires_at: Time | null;
  created_by_kind: string;
  created_by_id: number | null;
  created_by_name: string;
  created_at: Time;
  started_at: Time | null;
  finished_at: Time | null;
};

export type JobItemsTable = {
  id: Generated<number>;
  job_id: number;
  contact_row_id: number | null;
  line: number | null;
  outcome: JobOutcome;
  code: string | null;
  /** What its undo needs to know; never shown. */
  before: Json<unknown>;
};
