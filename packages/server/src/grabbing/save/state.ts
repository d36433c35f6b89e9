import type { GrabKind, SyncPart } from '@grabber/contract';
import type { ContactPatch } from '../../contacts/index.ts';
import type { GrabCounts } from '../../storage/index.ts';
import type { NewGrabError } from '../grab-errors.repo.ts';
import { recount } from './counts.ts';
import type { Member, Tracked, TrackedGroup } from './tracked.ts';

export type Stream = 'contacts' | 'groups';

/** Who is written for, and under which name: a grab's, or that of live changes. */
export type WriteJob = {
  sessionId: string;
  /** Null: live changes. */
  grabId: number | null;
  /** The owner of the account. */
  me: { pn: string | null; lid: string | null };
};

/** A grab to be saved. */
export type SaveJob = WriteJob & {
  grabId: number;
  kind: GrabKind;
  /** Whether an earlier run of this grab was cut and may have committed something. */
  resumed: boolean;
};

/** What a stream turned out to be. */
export type StreamFacts = {
  end: { complete: boolean; missing: SyncPart[] } | null;
  /** Items that became rows. */
  items: number;
  /** An item came that could not even be told from others, so that nobody can be called missing. */
  blind: boolean;
};

/** All that a running grab keeps in memory. */
export type SaveState = {
  job: WriteJob;
  /** Who must not be stored, whatever WhatsApp says of them. */
  isUnwanted: (person: { pn: string | null; lid: string | null }) => boolean;
  /** Their ids, of those of whom WhatsApp said something. */
  unwanted: Set<string>;
  /** The time of what is being taken in. */
  at: string;
  byPn: Map<string, Tracked>;
  byLid: Map<string, Tracked>;
  /** Everybody with a row, stored or about to be. */
  people: Set<Tracked>;
  groups: Map<string, TrackedGroup>;
  /** Rows that differ from the database. */
  dirty: Set<Tracked>;
  dirtyMembers: Set<Member>;
  /** Memberships that turned out to be doubles. */
  doubles: Member[];
  /** LIDs that were taken from the row of one phone for that of another. */
  moved: { from: Tracked; lid: string }[];
  /** People who are in a group no more. */
  leavers: Set<Tracked>;
  merges: { loser: Tracked; survivor: Tracked }[];
  /** The age of the next new row. */
  nextAge: number;
  failures: NewGrabError[];
  errors: number;
  counts: GrabCounts;
  streams: Record<Stream, StreamFacts>;
};

/** A state that knows no rows yet. */
export function emptyState(job: WriteJob, counts: GrabCounts, at: string): SaveState {
  return {
    job,
    isUnwanted: () => false,
    unwanted: new Set(),
    at,
    byPn: new Map(),
    byLid: new Map(),
    people: new Set(),
    groups: new Map(),
    dirty: new Set(),
    dirtyMembers: new Set(),
    doubles: [],
    moved: [],
    leavers: new Set(),
    merges: [],
    nextAge: Number.MAX_SAFE_INTEGER / 2,
    failures: [],
    errors: 0,
    counts,
    streams: {
      contacts: { end: null, items: 0, blind: false },
      groups: { end: null, items: 0, blind: false },
    },
  };
}

/** Changes columns of a row. */
export function change(state: SaveState, tracked: Tracked, patch: ContactPatch | undefined): void {
  if (!patch) return;
  if (tracked.stored) tracked.before ??= { ...tracked.row };
  Object.assign(tracked.row, patch);
  if (tracked.wanted) state.dirty.add(tracked);
}

/** Gives a row to a new group, or to a person known by hearsay so far. */
export function want(state: SaveState, tracked: Tracked): void {
  if (tracked.wanted) return;
  tracked.wanted = true;
  tracked.age = state.nextAge;
  state.nextAge += 1;
  state.dirty.add(tracked);
  if (tracked.row.type === 'individual') state.people.add(tracked);
}

/** Puts a row on a list of this grab. Who came as a contact stays one when they come as a participant too. */
export function enlist(state: SaveState, tracked: Tracked, listing: Tracked['listing']): void {
  if (!tracked.came || listing === 'contacts') tracked.listing = listing;
  tracked.came = true;
  if (!state.dirty.has(tracked)) tracked.outcome ??= 'unchanged';
  recount(state.counts, tracked);
}

/** Brings back a row that was gone. */
export function revive(state: SaveState, tracked: Tracked): void {
  const { status, removed_at } = tracked.row;
  if (removed_at === null && status !== 'inactive') return;
  change(state, tracked, { removed_at: null, status: status === 'blocked' ? 'blocked' : 'active' });
}
