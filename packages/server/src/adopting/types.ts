/** A row of an old `contacts` as far as identity and merging need it, with our columns beside the old application's. */
export type OldContact = {
  id: number;
  contact_id: string;
  name: string | null;
  phone_number: string | null;
  type: 'individual' | 'group';
  group_id: string | null;
  group_name: string | null;
  group_description: string | null;
  group_participants_count: number | null;
  is_admin: boolean;
  profile_picture: string | null;
  status: 'active' | 'inactive' | 'blocked';
  grabbed_at: string | null;
  created_at: string;
  updated_at: string;
  lid: string | null;
  in_address_book: boolean;
  seen_in_group: boolean;
  /** Empty in a row that nobody brought to our form yet. */
  sort_name: string;
  search_text: string;
  first_seen_at: string;
  last_seen_at: string;
};

export type Report = {
  kind: 'merged' | 'left_alone' | 'phone_cleared' | 'phone_normalised' | 'name_decoded' | 'type_corrected';
  contact_row_id: number;
  details: Record<string, unknown>;
};

/** What is to be done with the contacts of one session. */
export type Plan = {
  updates: OldContact[];
  merges: { old_id: number; contact_row_id: number }[];
  reports: Report[];
};
