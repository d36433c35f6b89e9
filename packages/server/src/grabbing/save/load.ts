import { changesOfSource } from '../../changes/index.ts';
import { type KnownContact, loadKnown } from '../../contacts/index.ts';
import { lidOf, pnOf } from '../../core/index.ts';
import { loadMemberships, type Membership } from '../../groups/index.ts';
import type { Storage } from '../../storage/index.ts';
import { noCounts } from '../counts.ts';
import { deleteGrabErrors } from '../grab-errors.repo.ts';
import { recount } from './counts.ts';
import { admit, identify } from './identity.ts';
import { change, emptyState, type SaveJob, type SaveState } from './state.ts';
import { addMembership, type Member, type Tracked, track } from './tracked.ts';

/** Reads a session's rows once, as what the grab is compared with. */
export async function loadState(storage: Storage, job: SaveJob, at: string): Promise<SaveState> {
  const state = emptyState(job, noCounts(), at);
  const tracked = addRows(
    state,
    await loadKnown(storage.db, job.sessionId),
    await loadMemberships(storage.db, job.sessionId),
  );
  if (job.resumed) await recallOutcomes(storage, job, state, tracked);
  admitPeople(state, tracked);
  return state;
}

/** Takes rows and their memberships into a state; `admitPeople` follows. */
export function addRows(
  state: SaveState,
  rows: (KnownContact & { grabbed_at?: string | null })[],
  memberships: Omit<Membership, 'session_id'>[],
): Map<number, Tracked> {
  const tracked = new Map(
    rows.map(({ grabbed_at, ...row }) => [row.id, { ...track(row), imported: grabbed_at === null }]),
  );
  for (const each of tracked.values()) if (each.row.type === 'group') addGroup(state, each);
  for (const membership of memberships) attach(state, tracked, membership);
  return tracked;
}

/** Makes the people among the rows known by their ids. */
export function admitPeople(state: SaveState, rows: Map<number, Tracked>): void {
  for (const each of rows.values()) if (each.row.type === 'individual') addPerson(state, each);
  markOwner(state);
}

function addGroup(state: SaveState, tracked: Tracked): void {
  state.groups.set(tracked.row.contact_id, { tracked, members: new Map() });
}

function addPerson(state: SaveState, tracked: Tracked): void {
  state.people.add(tracked);
  admit(state, tracked, identityOf(tracked.row));
}

/** Rows of old databases may know the phone by their `contact_id` only. */
function identityOf({ contact_id, phone_number, lid }: KnownContact): { pn: string | null; lid: string | null } {
  return { pn: pnOf(contact_id) ?? phone_number, lid: lidOf(contact_id) ?? lid };
}

function attach(state: SaveState, rows: Map<number, Tracked>, membership: Omit<Membership, 'session_id'>): void {
  const group = state.groups.get(membership.group_id);
  const person = rows.get(membership.contact_row_id);
  if (!group || !person) return;
  const { id, role, joined_at, left_at } = membership;
  const member: Member = { id, group, person, role, joined_at, left_at, stored: true, before: null };
  group.members.set(person, member);
  addMembership(person, member);
}

function markOwner(state: SaveState): void {
  const { pn, lid } = state.job.me;
  if (pn === null && lid === null) return;
  const owner = identify(state, { pn, lid });
  for (const person of state.people) if (person.row.is_me && person !== owner) change(state, person, { is_me: false });
  if (!owner.row.is_me) change(state, owner, { is_me: true });
}

/** The outcome of each row in an earlier run of this grab, read from the changes it committed. */
async function recallOutcomes(
  storage: Storage,
  job: SaveJob,
  state: SaveState,
  rows: Map<number, Tracked>,
): Promise<void> {
  const { sessionId, grabId } = job;
  await deleteGrabErrors(storage.db, grabId);
  for (const { entity, entity_id, kind } of await changesOfSource(storage.db, sessionId, `grab:${grabId}`)) {
    if (kind === 'joined') state.counts.members_joined += 1;
    if (kind === 'left') state.counts.members_left += 1;
    if (kind === 'merged') state.counts.merged += 1;
    const tracked = rows.get(entity_id);
    if (tracked && entity !== 'membership') recall(state, tracked, kind);
  }
}

function recall(state: SaveState, tracked: Tracked, kind: string): void {
  const { row } = tracked;
  if (kind === 'created') tracked.outcome = 'saved';
  else if (kind === 'removed') tracked.outcome = 'removed';
  else if (tracked.outcome !== 'saved') tracked.outcome = 'updated';
  if (row.type === 'group') tracked.listing = 'groups';
  else tracked.listing = row.in_address_book || row.has_chat ? 'contacts' : 'participants';
  recount(state.counts, tracked);
}
