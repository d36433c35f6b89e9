import type { Generated } from 'kysely';

type Time = string;

/** What users mark contacts with. */
export type TagsTable = {
  id: Generated<number>;
  name: string;
  color: string;
  created_at: Time;
};

export type ContactTagsTable = {
  contact_row_id: number;
  tag_id: number;
  added_at: Time;
  /** Whoever put it there: `user:...`, `rule:<id>`, `import:<id>`. */
  source: string;
};

/** Lists whose members users choose one by one. */
export type ContactListsTable = { id: Generated<number>; name: string; created_at: Time };

export type ContactListMembersTable = { list_id: number; contact_row_id: number; added_at: Time };
