import type { MemberRole } from '@grabber/contract';
import type { KnownContact } from '../../contacts/index.ts';
import type { GrabCounts } from '../../storage/index.ts';

export type Outcome = 'saved' | 'updated' | 'unchanged' | 'removed';
/** The list of a grab in which a row came. */
export type Listing = 'contacts' | 'groups' | 'participants';

/** A person or group in memory while a grab runs. */
export type Tracked = {
  row: KnownContact;
  /** Age: the older of two rows of one person stays. Like the ids, which new rows get only when they are committed. */
  age: number;
  /** The row as last written; null while nothing changed since. */
  before: KnownContact | null;
  /** Written, or being written. */
  stored: boolean;
  /** False for a person known by hearsay only (a push name): kept in mind in case a reason for a row comes, but no row. */
  wanted: boolean;
  memberships: Member[];
  listing: Listing | null;
  outcome: Outcome | null;
  /** Came in this grab in the list of `listing`. */
  came: boolean;
  /** The count this row stands in now. */
  counted: keyof GrabCounts | null;
  /** Whether it stands in the total of its list. */
  totalled: boolean;
  /** What the contacts of this grab said, so that what they no longer say can be dropped in the end. */
  toldOf: boolean;
  toldSaved: boolean;
  toldChat: boolean;
  toldBlocked: boolean;
  /** Known from an imported file only: WhatsApp not telling it means nothing. */
  imported: boolean;
  /** The row it was merged into. */
  heir: Tracked | null;
};

/** A membership in memory. */
export type Member = {
  id: number;
  group: TrackedGroup;
  person: Tracked;
  role: MemberRole;
  joined_at: string;
  left_at: string | null;
  stored: boolean;
  /** As last written; null while neither role nor presence changed since. */
  before: { role: MemberRole; left_at: string | null } | null;
};

export type TrackedGroup = { tracked: Tracked; members: Map<Tracked, Member> };

const nothing: Member[] = [];

/** A row in memory, as it came from the database or as it is about to be inserted. */
export function track(row: KnownContact): Tracked {
  const stored = row.id !== 0;
  return {
    row,
    age: stored ? row.id : Number.POSITIVE_INFINITY,
    before: null,
    stored,
    wanted: stored,
    memberships: nothing,
    listing: null,
    outcome: null,
    came: false,
    counted: null,
    totalled: false,
    toldOf: false,
    toldSaved: false,
    toldChat: false,
    toldBlocked: false,
    imported: false,
    heir: null,
  };
}

/** An empty row of a session. */
export function emptyRow(type: KnownContact['type'], contactId: string): KnownContact {
  return {
    id: 0,
    contact_id: contactId,
    name: null,
    phone_number: null,
    type,
    group_id: type === 'group' ? contactId : null,
    group_name: null,
    group_description: null,
    group_participants_count: null,
    is_admin: false,
    profile_picture: null,
    status: 'active',
    lid: null,
    saved_name: null,
    push_name: null,
    verified_name: null,
    chat_name: null,
    in_address_book: false,
    has_chat: false,
    seen_in_group: false,
    is_me: false,
    is_business: false,
    removed_at: null,
  };
}

/** The row that stands for this one now. */
export function heirOf(tracked: Tracked): Tracked {
  let last = tracked;
  while (last.heir) last = last.heir;
  return last;
}

/** Adds a membership to a person's list; most people never get one of their own. */
export function addMembership(person: Tracked, member: Member): void {
  if (person.memberships === nothing) person.memberships = [member];
  else person.memberships.push(member);
}
