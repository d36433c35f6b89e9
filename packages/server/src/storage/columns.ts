import type { Database } from './schema.ts';

/** What a column holds, whatever the dialect calls its type. */
export type ColumnKind = 'text' | 'number' | 'boolean' | 'time' | 'json' | 'bytes';

type ColumnName = { [T in keyof Database]: keyof Database[T] }[keyof Database];

/** A column's name tells its kind: the same name means the same in every table. What is not listed is text. */
const kinds: { [C in ColumnName]?: ColumnKind } = {
  id: 'number',
  seq: 'number',
  old_id: 'number',
  entity_id: 'number',
  grab_id: 'number',
  contact_row_id: 'number',
  tag_id: 'number',
  list_id: 'number',
  api_key_id: 'number',
  person_id: 'number',
  actor_id: 'number',
  errors_count: 'number',
  group_participants_count: 'number',
  is_active: 'boolean',
  all_sessions: 'boolean',
  is_admin: 'boolean',
  is_me: 'boolean',
  is_business: 'boolean',
  in_address_book: 'boolean',
  has_chat: 'boolean',
  seen_in_group: 'boolean',
  opted_out: 'boolean',
  has_address_book: 'boolean',
  has_chats: 'boolean',
  has_push_names: 'boolean',
  history_complete: 'boolean',
  device_info: 'json',
  sync_missing: 'json',
  fields: 'json',
  counts: 'json',
  missing: 'json',
  scopes: 'json',
  details: 'json',
  sealed: 'bytes',
  at: 'time',
  added_at: 'time',
  last_activity: 'time',
  created_at: 'time',
  updated_at: 'time',
  grabbed_at: 'time',
  first_seen_at: 'time',
  last_seen_at: 'time',
  removed_at: 'time',
  deleted_at: 'time',
  joined_at: 'time',
  left_at: 'time',
  started_at: 'time',
  finished_at: 'time',
  last_used_at: 'time',
  expires_at: 'time',
  revoked_at: 'time',
  valid_until: 'time',
  disabled_at: 'time',
  last_signed_in_at: 'time',
  used_at: 'time',
  received_at: 'time',
  groups_fetched_at: 'time',
  address_book_refreshed_at: 'time',
};

const byName = new Map<string, ColumnKind>(Object.entries(kinds));

/** The kind of the column of this name. */
export function kindOf(column: string): ColumnKind {
  return byName.get(column) ?? 'text';
}
