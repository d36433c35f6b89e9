import { inheritMerges, linkPeople } from '../../care/index.ts';
import { appendChanges, appendCreated, type NewChange } from '../../changes/index.ts';
import {
  insertContacts,
  newContact,
  removeMerged,
  updateConsequences,
  updateContacts,
  vacateContactIds,
} from '../../contacts/index.ts';
import { insertMemberships, removeMemberships, updateMemberships } from '../../groups/index.ts';
import type { OptOutGuard } from '../../opt-outs/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { insertGrabErrors } from '../grab-errors.repo.ts';
import { saveProgress } from '../grabs.repo.ts';
import type { ErasedWatch } from './erased.ts';
import { type PlannedChange, planWrites } from './plan.ts';
import type { SaveState } from './state.ts';
import type { Member, Tracked } from './tracked.ts';

/**
 * Writes everything that differs, its changes and the counts of the grab, in one transaction. What is written is copied out
 * before this returns, so that the next pages may be taken in while the database works; the next commit waits for this one.
 */
export function commit(storage: Storage, state: SaveState, guard?: OptOutGuard, erased?: ErasedWatch): Promise<void> {
  const writes = copyOut(state);
  clear(state);
  return storage.transaction(async (trx) => {
    await write(storage, trx, writes, guard);
    await erased?.afterWriting(trx, [...writes.inserts.map(({ row }) => row), ...writes.updates]);
  });
}

type Writes = ReturnType<typeof copyOut>;

function copyOut(state: SaveState) {
  const { at, job, doubles, merges, failures } = state;
  const { inserts, updates, consequences, newMembers, changedMembers, changes } = planWrites(state);
  const session_id = job.sessionId;
  return {
    note: { session_id, source: job.grabId === null ? 'live' : `grab:${job.grabId}`, at },
    doubles: doubles.map(({ id }) => id),
    changedMembers: changedMembers.map(membershipOf),
    merges: merges.map(({ loser, survivor }) => ({ loser_id: loser.row.id, survivor_id: survivor.row.id })),
    vacated: takenFrom(updates),
    updates: updates.map(copyOf),
    renumbered: changes.filter(isRenumbered).map(({ of }) => of.row.id),
    consequences: consequences.map(copyOf),
    inserts,
    newRows: inserts.map(({ row }) => newContact(row, session_id, at)),
    newMembers: newMembers.map(copyOfNew),
    changes,
    failures,
    grabId: job.grabId,
    progress: { counts: { ...state.counts }, errors_count: state.errors },
  };
}

/** What is being written becomes what the next changes are compared with. */
function clear(state: SaveState): void {
  for (const tracked of state.dirty) {
    tracked.stored = true;
    tracked.before = null;
  }
  for (const member of state.dirtyMembers) {
    if (!member.stored && member.left_at !== null) forget(member);
    member.stored = true;
    member.before = null;
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

/**
 * The order matters: memberships leave a merged row before it goes, it goes before the one that stays takes its id,
 * and new rows come before the memberships and changes that name them. Changes come last: others wait while they are written.
 */
async function write(storage: Storage, db: Db, writes: Writes, guard: OptOutGuard | undefined): Promise<void> {
  const { note, inserts, newMembers } = writes;
  await removeMemberships(db, writes.doubles);
  await updateMemberships(storage, db, writes.changedMembers);
  await inheritMerges(db, writes.merges);
  await removeMerged(storage, db, writes.merges, note.session_id);
  await vacateContactIds(db, writes.vacated);
  await updateContacts(storage, db, writes.updates, note.at);
  await updateConsequences(storage, db, writes.consequences);
  const ids = await insertContacts(storage, db, writes.newRows);
  for (const [index, { row }] of inserts.entries()) row.id = ids[index] ?? 0;
  await linkPeople(storage, db, { session_id: note.session_id, inserted: ids, changed: writes.renumbered });
  await guard?.mark(db, [...inserts.map(({ row }) => row), ...writes.updates]);
  const memberIds = await insertMemberships(
    storage,
    db,
    newMembers.map((each) => newMembershipOf(note.session_id, each)),
  );
  for (const [index, { member }] of newMembers.entries()) member.id = memberIds[index] ?? 0;
  await insertGrabErrors(storage, db, writes.failures);
  if (writes.grabId !== null) await saveProgress(db, writes.grabId, writes.progress);
  await appendCreated(storage, db, inserts.filter(({ row }) => !row.is_me).map(createdOf), note);
  await appendChanges(
    storage,
    db,
    writes.changes.map((change) => changeOf(writes, change)),
  );
}

/** Rows whose `contact_id` goes to another row in the same transaction: no two may have it even between two statements. */
function takenFrom(updates: Tracked[]): number[] {
  const moved = updates.filter(({ row, before }) => before !== null && before.contact_id !== row.contact_id);
  const wanted = new Set(moved.map(({ row }) => row.contact_id));
  return moved.filter(({ before }) => before !== null && wanted.has(before.contact_id)).map(({ row }) => row.id);
}

/** Another phone or LID may make a row another person's. */
function isRenumbered({ fields }: PlannedChange): boolean {
  return fields !== null && ('phone_number' in fields || 'lid' in fields || 'contact_id' in fields);
}

function createdOf({ row }: Tracked) {
  return { entity: row.type === 'group' ? ('group' as const) : ('contact' as const), entity_id: row.id };
}

function changeOf({ note }: Writes, { of, kind, fields, group_id }: PlannedChange): NewChange {
  return {
    ...note,
    entity: group_id === undefined ? (of.row.type === 'group' ? 'group' : 'contact') : 'membership',
    entity_id: of.row.id,
    group_id: group_id ?? null,
    kind,
    fields: fields && JSON.stringify(fields),
  };
}

function copyOf({ row }: Tracked) {
  return { ...row };
}

/** The person as of now: a merge may give the membership to another before it is written. */
function copyOfNew(member: Member) {
  const { group, person, role, joined_at, left_at } = member;
  return { member, person, group_id: group.tracked.row.contact_id, role, joined_at, left_at };
}

function newMembershipOf(session_id: string, { member: _, person, ...rest }: ReturnType<typeof copyOfNew>) {
  return { session_id, contact_row_id: person.row.id, ...rest };
}

function membershipOf({ id, person, role, joined_at, left_at }: Member) {
  return { id, contact_row_id: person.row.id, role, joined_at, left_at };
}
