import { appendChanges, type NewChange } from '../../changes/index.ts';
import { insertContacts, removeMerged, updateConsequences, updateContacts } from '../../contacts/index.ts';
import { insertMemberships, removeMemberships, updateMemberships } from '../../groups/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { insertGrabErrors } from '../grab-errors.repo.ts';
import { saveProgress } from '../grabs.repo.ts';
import { type Plan, type PlannedChange, planWrites } from './plan.ts';
import type { SaveState } from './state.ts';
import type { Member, Tracked } from './tracked.ts';

/** Writes everything that differs, its changes and the counts of the grab, in one transaction. */
export async function commit(storage: Storage, state: SaveState): Promise<void> {
  const plan = planWrites(state);
  await storage.transaction((trx) => write(storage, trx, state, plan));
  settle(state, plan);
}

/**
 * The order matters: memberships leave a merged row before it goes, it goes before the one that stays takes its id,
 * and new rows come before the memberships and changes that name them.
 */
async function write(storage: Storage, db: Db, state: SaveState, plan: Plan): Promise<void> {
  const { at, job } = state;
  const { sessionId } = job;
  await removeMemberships(db, state.doubles);
  await updateMemberships(storage, db, plan.changedMembers.map(membershipOf));
  await removeMerged(storage, db, state.merges.map(idsOf), sessionId);
  await updateContacts(storage, db, plan.updates.map(rowOf), at);
  await updateConsequences(storage, db, plan.consequences.map(rowOf));
  numberRows(plan.inserts, await insertContacts(storage, db, plan.inserts.map(rowOf), sessionId, at));
  numberMembers(plan.newMembers, await insertMemberships(storage, db, newMemberships(plan, sessionId)));
  await appendChanges(
    storage,
    db,
    plan.changes.map((change) => changeOf(state, change)),
  );
  await insertGrabErrors(storage, db, state.failures);
  await saveProgress(db, job.grabId, { counts: state.counts, errors_count: state.errors });
}

/** What is committed becomes what the next changes are compared with. */
function settle(state: SaveState, { newMembers, changedMembers }: Plan): void {
  for (const tracked of state.dirty) {
    tracked.stored = true;
    tracked.before = null;
  }
  for (const member of [...newMembers, ...changedMembers]) {
    member.stored = true;
    member.before = null;
  }
  for (const member of state.dirtyMembers) {
    if (!member.stored) forget(member);
  }
  state.dirty.clear();
  state.dirtyMembers.clear();
  state.doubles = [];
  state.merges = [];
  state.failures = [];
}

/** Somebody who came and went between two transactions was never there. */
function forget(member: Member): void {
  member.group.members.delete(member.person);
  member.person.memberships = member.person.memberships.filter((other) => other !== member);
}

function changeOf({ job, at }: SaveState, { of, kind, fields, group_id }: PlannedChange): NewChange {
  return {
    session_id: job.sessionId,
    entity: group_id === undefined ? (of.row.type === 'group' ? 'group' : 'contact') : 'membership',
    entity_id: of.row.id,
    group_id: group_id ?? null,
    kind,
    fields: fields && JSON.stringify(fields),
    source: `grab:${job.grabId}`,
    at,
  };
}

function newMemberships({ newMembers }: Plan, session_id: string) {
  return newMembers.map(({ group, person, role, joined_at, left_at }) => ({
    session_id,
    group_id: group.tracked.row.contact_id,
    contact_row_id: person.row.id,
    role,
    joined_at,
    left_at,
  }));
}

function membershipOf({ id, person, role, joined_at, left_at }: Member) {
  return { id, contact_row_id: person.row.id, role, joined_at, left_at };
}

function idsOf({ loser_id, survivor }: SaveState['merges'][number]) {
  return { loser_id, survivor_id: survivor.row.id };
}

function rowOf({ row }: Tracked) {
  return row;
}

function numberRows(rows: Tracked[], ids: number[]): void {
  for (const [index, { row }] of rows.entries()) row.id = ids[index] ?? 0;
}

function numberMembers(members: Member[], ids: number[]): void {
  for (const [index, member] of members.entries()) member.id = ids[index] ?? 0;
}
