import type { Selectable } from 'kysely';
import type { ContactsTable, MigrationReportsTable } from '../../schema.ts';

export type ContactRow = Selectable<ContactsTable>;

export type Report = {
  kind: MigrationReportsTable['kind'];
  contact_row_id: number;
  details: Record<string, unknown>;
};

/** What is to be done with the contacts of one session. */
export type Plan = {
  updates: ContactRow[];
  merges: { old_id: number; contact_row_id: number }[];
  reports: Report[];
};
