import type { KnownContact } from '../../contacts/index.ts';
import type { ChangeFields, ChangeKind } from '../../storage/index.ts';
import { recount } from './counts.ts';
import type { SaveState } from './state.ts';
import type { Member, Tracked } from './tracked.ts';

/** One change row to be; its entity's id is known once the rows are inserted. */
export type PlannedChange = { of: Tracked; kind: ChangeKind; fields: ChangeFields; group_id?: string };

/** What a transaction writes. */
export type Plan = {
  inserts: Tracked[];
  updates: Tracked[];
  /** Rows where only what follows from other rows differs. */
  consequences: Tracked[];
  newMembers: Member[];
  changedMembers: Member[];
  /** But those of new rows, which `inserts` tells. */
  changes: PlannedChange[];
};

type Column = keyof KnownContact;

const both: Column[] = ['contact_id', 'name', 'profile_picture', 'status', 'removed_at'];
/** The facts whose change is told; other columns follow from memberships or the seed's meaning of them. */
const personFacts: Column[] = [
  ...both,
  'phone_number',
  'lid',
  'saved_name',
  'push_name',
  'verified_name',
  'chat_name',
  'in_address_book',
  'has_chat',
  'is_business',
];
const groupFacts: Column[] = [...both, 'group_description', 'is_admin'];

/** Sorts what differs from the database into statements, tells it as changes, and counts it. */
export function planWrites(state: SaveState): Plan {
  const plan: Plan = { inserts: [], updates: [], consequences: [], newMembers: [], changedMembers: [], changes: [] };
  for (const { loser, survivor } of state.merges) {
    plan.changes.push({ of: survivor, kind: 'merged', fields: { id: [loser.row.id, survivor.row.id] } });
  }
  for (const tracked of state.dirty) planRow(state, plan, tracked);
  for (const member of state.dirtyMembers) planMember(state, plan, member);
  return plan;
}

function planRow(state: SaveState, plan: Plan, tracked: Tracked): void {
  const fields = tracked.stored ? changedFacts(tracked) : null;
  if (fields === null) {
    plan.inserts.push(tracked);
    conclude(state, plan, tracked, 'created', null);
  } else if (fields) {
    plan.updates.push(tracked);
    conclude(state, plan, tracked, kindOf(fields), fields);
  } else {
    plan.consequences.push(tracked);
    if (tracked.came) tracked.outcome ??= 'unchanged';
    recount(state.counts, tracked);
  }
}

/** The owner of the account is no contact: nothing is told about them but their memberships. */
function conclude(state: SaveState, plan: Plan, tracked: Tracked, kind: ChangeKind, fields: ChangeFields): void {
  if (!tracked.row.is_me && kind !== 'created') plan.changes.push({ of: tracked, kind, fields });
  if (kind === 'created') tracked.outcome = 'saved';
  else if (kind === 'removed') tracked.outcome = 'removed';
  else if (tracked.outcome !== 'saved') tracked.outcome = 'updated';
  recount(state.counts, tracked);
}

function changedFacts({ row, before }: Tracked): NonNullable<ChangeFields> | undefined {
  if (!before) return undefined;
  let fields: NonNullable<ChangeFields> | undefined;
  for (const column of row.type === 'group' ? groupFacts : personFacts) {
    if (row[column] === before[column]) continue;
    fields ??= {};
    fields[column] = [before[column], row[column]];
  }
  return fields;
}

function kindOf(fields: NonNullable<ChangeFields>): ChangeKind {
  const removed = fields['removed_at'];
  if (!removed) return 'updated';
  return removed[1] === null ? 'restored' : 'removed';
}

function planMember(state: SaveState, plan: Plan, member: Member): void {
  const { stored, before, left_at, person, group } = member;
  if (!stored && left_at !== null) return;
  (stored ? plan.changedMembers : plan.newMembers).push(member);
  if (stored && !before) return;
  const told = memberChange(member);
  if (!told) return;
  if (told.kind === 'joined') state.counts.members_joined += 1;
  if (told.kind === 'left') state.counts.members_left += 1;
  plan.changes.push({ of: person, group_id: group.tracked.row.contact_id, ...told });
}

function memberChange({ before, left_at, role }: Member): { kind: ChangeKind; fields: ChangeFields } | undefined {
  const was = before !== null && before.left_at === null;
  const is = left_at === null;
  if (was !== is) return { kind: is ? 'joined' : 'left', fields: null };
  if (!was || before.role === role) return undefined;
  return { kind: 'role_changed', fields: { role: [before.role, role] } };
}
