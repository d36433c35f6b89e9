import type {
  ImportColumn,
  ImportCounts,
  ImportedFile,
  ImportOutcome,
  ImportPolicy,
  JobOutcome,
  JobStatus,
} from '@grabber/contract';
import type { Generated } from 'kysely';
import type { Json, Time } from './schema-types.ts';

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

/** Uploaded files of contacts. */
export type ImportsTable = {
  id: Generated<number>;
  /** Random, so that nobody guesses the name of its file. */
  ticket: string;
  file_name: string;
  format: ImportedFile['format'];
  encoding: string | null;
  delimiter: string | null;
  file_columns: Json<ImportColumn[]>;
  /** What came after the commit is told by its job. */
  status: 'previewed' | 'unreadable';
  policy: ImportPolicy;
  session_id: string | null;
  tag_ids: Json<number[]>;
  default_country: string;
  counts: Json<ImportCounts>;
  problems: Json<{ line: number | null; code: string }[]>;
  job_id: number | null;
  /** The sessions that its sender saw then; null: all. */
  scope_sessions: Json<string[] | null>;
  created_by_kind: string;
  created_by_id: number | null;
  created_by_name: string;
  created_at: Time;
};

/** What a row of an uploaded file says of a person. */
export type ImportedPerson = {
  name: string | null;
  email: string | null;
  company: string | null;
  note: string | null;
  tags: string[];
  /** The phone as it stands in the file. */
  text: string | null;
};

export type ImportRowsTable = {
  id: Generated<number>;
  import_id: number;
  line: number | null;
  outcome: ImportOutcome;
  code: string | null;
  phone_number: string | null;
  lid: string | null;
  contact_row_id: number | null;
  data: Json<ImportedPerson>;
};
