import type { ContactQuery, DuplicateReason, DuplicateStatus, TagColor } from '@grabber/contract';
import type { Generated } from 'kysely';
import type { Json, Time } from './schema-types.ts';

/** What users mark contacts with. */
export type TagsTable = {
  id: Generated<number>;
  name: string;
  color: TagColor;
  created_at: Time;
};

export type ContactTagsTable = {
  contact_row_id: number;
  tag_id: number;
  added_at: Time;
  /** Whoever put it there: `user:…`, `rule:<id>`, `import:<id>`. */
  source: string;
};

export type TagRulesTable = {
  id: Generated<number>;
  name: string;
  tag_id: number;
  query: Json<ContactQuery>;
  enabled: boolean;
  last_run_at: Time | null;
  created_at: Time;
};

/** How far the change log of a session was read by the rules that tag by themselves. */
export type TagRuleCursorsTable = { session_id: string; seq: number };

/** Who made something: `person` or `api_key` and their number. */
type MadeBy = { created_by_kind: string | null; created_by_id: number | null; created_at: Time };

export type SegmentsTable = MadeBy & {
  id: Generated<number>;
  name: string;
  query: Json<ContactQuery>;
};

/** Lists whose members users choose one by one. */
export type ContactListsTable = MadeBy & { id: Generated<number>; name: string };
export type ContactListMembersTable = { list_id: number; contact_row_id: number; added_at: Time };

/** Because of a merge, rows of a session (empty: of all) whose `person_key` would be this one get another. */
export type MergeLinksTable = { person_key: string; session_id: string; linked_to: string; merge_id: number };

/** Contacts that a user said are one person. */
export type MergesTable = MadeBy & {
  id: Generated<number>;
  keep_contact_id: number;
  duplicate_id: number | null;
  undone_at: Time | null;
};

/** What a merge made of each row, for its undo. */
export type MergeRowsTable = {
  merge_id: number;
  contact_row_id: number;
  before: Json<OwnState>;
  after: Json<OwnState>;
};

/** All that users said of one contact, as a merge found or left it. */
export type OwnState = {
  alias: string | null;
  email: string | null;
  company: string | null;
  note: string | null;
  opted_out: boolean;
  /** Ids, in order. */
  tags: number[];
  lists: number[];
};

/** Two rows that may be one person; `a_id` is the smaller id. */
export type DuplicatesTable = {
  id: Generated<number>;
  a_id: number;
  b_id: number;
  reason: DuplicateReason;
  status: DuplicateStatus;
  found_at: Time;
};

export type CareTables = {
  tags: TagsTable;
  contact_tags: ContactTagsTable;
  contact_lists: ContactListsTable;
  contact_list_members: ContactListMembersTable;
  tag_rules: TagRulesTable;
  tag_rule_cursors: TagRuleCursorsTable;
  segments: SegmentsTable;
  merge_links: MergeLinksTable;
  merges: MergesTable;
  merge_rows: MergeRowsTable;
  duplicates: DuplicatesTable;
};
