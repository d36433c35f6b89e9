import type {
  GrabKind,
  GrabStage,
  GrabStatus,
  MemberRole,
  SessionStatus,
  StatusReason,
  SyncPart,
  SyncState,
} from '@grabber/contract';
import type { Generated } from 'kysely';
import type { AccessTables } from './schema-access.ts';
import type { KeptAnswersTable } from './schema-answers.ts';
import type { CareTables } from './schema-care.ts';
import type { EngineTables } from './schema-engine.ts';
import type { ImportRowsTable, ImportsTable, JobItemsTable, JobsTable } from './schema-files.ts';
import type { HistoryTables } from './schema-history.ts';
import type { LiveTables } from './schema-live.ts';
import type { PrivacyTables } from './schema-privacy.ts';
import type { Json, Time } from './schema-types.ts';

export type * from './schema-access.ts';
export type * from './schema-answers.ts';
export type * from './schema-care.ts';
export type * from './schema-engine.ts';
export type * from './schema-files.ts';
export type * from './schema-history.ts';
export type * from './schema-live.ts';
export type * from './schema-privacy.ts';
export type * from './schema-types.ts';

export type WhatsappSessionsTable = {
  id: Generated<number>;
  session_id: string;
  name: string;
  phone_number: string | null;
  status: SessionStatus;
  /** PNG data URL of the current QR code, null when there is none. */
  qr_code: string | null;
  is_active: boolean;
  last_activity: Time | null;
  device_info: Json<Record<string, unknown> | null>;
  created_at: Time;
  updated_at: Time;
  // added by us
  status_reason: StatusReason | null;
  engine: Generated<string>;
  lid: string | null;
  sync_state: Generated<SyncState>;
  sync_missing: Json<SyncPart[] | null>;
};

export type ContactsTable = {
  id: Generated<number>;
  session_id: string;
  /** `<digits>@s.whatsapp.net`, `<digits>@lid` or `<id>@g.us`. Unique per session. */
  contact_id: string;
  /** The best known name: saved, verified, push, chat; null when there is none. Never goes back to null. */
  name: string | null;
  /** E.164 digits without plus. */
  phone_number: string | null;
  type: 'individual' | 'group';
  /** Individuals: a group in which the person was seen; null for someone in the address book or in a chat. Groups: their own id. */
  group_id: string | null;
  group_name: string | null;
  group_description: string | null;
  group_participants_count: number | null;
  is_admin: boolean;
  profile_picture: string | null;
  status: 'active' | 'inactive' | 'blocked';
  grabbed_at: Time | null;
  created_at: Time;
  updated_at: Time;
  // added by us
  lid: string | null;
  saved_name: string | null;
  push_name: string | null;
  verified_name: string | null;
  chat_name: string | null;
  in_address_book: boolean;
  has_chat: boolean;
  seen_in_group: boolean;
  /** The owner of the account: stored for the memberships, left out of every list and count. */
  is_me: boolean;
  is_business: boolean;
  /** ISO 3166-1 alpha-2, from the calling code; null when unknown. */
  country_code: string | null;
  /** Sort key, never null: folded name, or the digits when there is no name. */
  sort_name: string;
  /** Folded names and digits for substring search. */
  search_text: string;
  first_seen_at: Time;
  last_seen_at: Time;
  removed_at: Time | null;
  /** The user's own fields: nothing that WhatsApp says touches them. */
  alias: string | null;
  email: string | null;
  company: string | null;
  note: string | null;
  opted_out: Generated<boolean>;
  /** In the trash since then: hidden, kept up to date, and restorable. */
  deleted_at: Time | null;
  /**
   * Individuals: the same for the same person in several accounts. The phone's digits; `lid:<digits>` while the phone is unknown; else the
   * `contact_id`. Never shown: it may come from an account that the caller does not see. Empty for groups.
   */
  person_key: Generated<string>;
};

export type GroupMembersTable = {
  id: Generated<number>;
  session_id: string;
  /** The group's JID, `contacts.contact_id` of its row. */
  group_id: string;
  /** `contacts.id` of the member; a number, so that it survives the change from LID to phone. */
  contact_row_id: number;
  role: MemberRole;
  joined_at: Time;
  /** Null while a member. */
  left_at: Time | null;
};

/** Old numeric ids of rows that were merged into another, so that their history is still found. */
export type ContactAliasesTable = { old_id: number; session_id: string; contact_row_id: number };

export type ChangeEntity = 'contact' | 'group' | 'membership' | 'session' | 'grab';
export type ChangeKind =
  | 'created'
  | 'updated'
  | 'removed'
  | 'restored'
  | 'merged'
  | 'erased'
  | 'joined'
  | 'left'
  | 'role_changed'
  | 'finished';

/** Field name -> [old, new]. Null for `created`, where the row itself tells. */
export type ChangeFields = Record<string, [unknown, unknown]> | null;

export type ChangesTable = {
  seq: Generated<number>;
  session_id: string;
  entity: ChangeEntity;
  /** `contacts.id` of the contact or group; for a membership the member's; the number of the session or grab. */
  entity_id: number;
  /** Memberships: the group's JID. */
  group_id: string | null;
  kind: ChangeKind;
  fields: Json<ChangeFields>;
  /** `grab:<id>`, `live`, `job:<id>`, `import:<id>`, `user:<kind>:<id>` or `system`. */
  source: string;
  at: Time;
};

/** Exact counts of a grab; a row counts once, whatever number of batches it came in. */
export type GrabCounts = {
  total_groups: number;
  total_contacts: number;
  memberships: number;
  groups_saved: number;
  groups_updated: number;
  groups_unchanged: number;
  groups_removed: number;
  contacts_saved: number;
  contacts_updated: number;
  contacts_unchanged: number;
  contacts_removed: number;
  participants_saved: number;
  participants_updated: number;
  participants_unchanged: number;
  participants_removed: number;
  members_joined: number;
  members_left: number;
  merged: number;
};

export type GrabsTable = {
  id: Generated<number>;
  session_id: string;
  kind: GrabKind;
  status: GrabStatus;
  stage: GrabStage;
  counts: Json<GrabCounts>;
  errors_count: number;
  error_code: string | null;
  error_reason: string | null;
  /** Parts of the account that this grab could not see. */
  missing: Json<SyncPart[] | null>;
  /** The grab of which this one reads again what failed. */
  retry_of: number | null;
  created_at: Time;
  started_at: Time | null;
  finished_at: Time | null;
};

export type GrabErrorsTable = {
  id: Generated<number>;
  grab_id: number;
  session_id: string;
  item: 'group' | 'contact' | 'participant' | 'picture';
  item_id: string | null;
  code: string;
  reason: string;
  at: Time;
};

/** What a migration of an old database merged, changed or left alone, row by row. */
export type MigrationReportsTable = {
  id: Generated<number>;
  migration: string;
  kind:
    | 'summary'
    | 'merged'
    | 'left_alone'
    | 'phone_cleared'
    | 'phone_normalised'
    | 'name_decoded'
    | 'type_corrected'
    /** Stood in the old database and has no place here yet. */
    | 'kept';
  session_id: string | null;
  /** `contacts.id` of the row that stayed. */
  contact_row_id: number | null;
  /** What stood there before, complete: nothing is lost. */
  details: Json<Record<string, unknown>>;
  at: Time;
};

export type Database = AccessTables &
  CareTables &
  EngineTables &
  HistoryTables &
  PrivacyTables &
  LiveTables & {
    whatsapp_sessions: WhatsappSessionsTable;
    contacts: ContactsTable;
    group_members: GroupMembersTable;
    contact_aliases: ContactAliasesTable;
    changes: ChangesTable;
    grabs: GrabsTable;
    grab_errors: GrabErrorsTable;
    jobs: JobsTable;
    job_items: JobItemsTable;
    imports: ImportsTable;
    import_rows: ImportRowsTable;
    migration_reports: MigrationReportsTable;
    kept_answers: KeptAnswersTable;
  };
