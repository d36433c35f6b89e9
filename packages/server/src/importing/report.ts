import type { MigrationReportsTable } from '../storage/index.ts';

/** What happened to something of the old database, with what stood there. */
export type Note = {
  kind: MigrationReportsTable['kind'];
  contact_row_id: number | null;
  details: Record<string, unknown>;
};

export type SessionReport = {
  session_id: string;
  name: string;
  /** `here`: we had it already; `busy`: a grab runs, so its contacts were not touched. */
  state: 'added' | 'here' | 'busy';
  read: number;
  added: number;
  completed: number;
  unchanged: number;
  merged: number;
  notes: Note[];
};

export type ImportReport = {
  dry_run: boolean;
  sessions: SessionReport[];
  /** The phonebook's people, in the session they went to; null when there is no phonebook. */
  phonebook: (SessionReport & { left_alone: number }) | null;
};
