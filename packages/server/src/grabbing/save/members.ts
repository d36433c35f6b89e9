import type { MemberRole } from '@grabber/contract';
import type { SaveState } from './state.ts';
import { addMembership, type Member, type Tracked, type TrackedGroup } from './tracked.ts';

/** Notes that a person is a member of a group now. */
export function join(state: SaveState, group: TrackedGroup, person: Tracked, role: MemberRole): void {
  const member = group.members.get(person);
  if (!member) addMember(state, group, person, role);
  else if (member.left_at !== null || member.role !== role) renew(state, member, role);
}

function renew(state: SaveState, member: Member, role: MemberRole): void {
  remember(state, member);
  if (member.left_at !== null) member.joined_at = state.at;
  member.left_at = null;
  member.role = role;
}

/** Notes that a member is one no more. */
export function leave(state: SaveState, member: Member): void {
  if (member.left_at !== null) return;
  remember(state, member);
  member.left_at = state.at;
  state.leavers.add(member.person);
}

/** Members of a group now. */
export function countMembers(group: TrackedGroup): number {
  let count = 0;
  for (const { left_at } of group.members.values()) if (left_at === null) count += 1;
  return count;
}

/** Gives a merged person's memberships to the one that stays; where both were members of a group, one membership stays. */
export function moveMemberships(state: SaveState, from: Tracked, to: Tracked): void {
  for (const member of from.memberships) {
    member.group.members.delete(from);
    const own = member.group.members.get(to);
    if (own) collapse(state, own, member);
    else move(state, member, to);
  }
  from.memberships = [];
}

function addMember(state: SaveState, group: TrackedGroup, person: Tracked, role: MemberRole): void {
  const joined_at = state.at;
  const member: Member = { id: 0, group, person, role, joined_at, left_at: null, stored: false, before: null };
  group.members.set(person, member);
  addMembership(person, member);
  state.dirtyMembers.add(member);
}

function remember(state: SaveState, member: Member): void {
  if (member.stored) member.before ??= { role: member.role, left_at: member.left_at };
  state.dirtyMembers.add(member);
}

function move(state: SaveState, member: Member, to: Tracked): void {
  member.person = to;
  member.group.members.set(to, member);
  addMembership(to, member);
  state.dirtyMembers.add(member);
}

/** One membership of two: what is stored already stays, and nobody has joined or left by being recognised. */
function collapse(state: SaveState, own: Member, other: Member): void {
  const [stays, goes] = own.stored || !other.stored ? [own, other] : [other, own];
  const { person, group } = own;
  if (stays.stored) stays.before = committed(stays, goes);
  if (goes.stored) state.doubles.push(goes);
  if (goes.left_at === null && stays.left_at !== null) {
    stays.left_at = null;
    stays.role = goes.role;
    stays.joined_at = goes.joined_at;
  }
  stays.person = person;
  group.members.set(person, stays);
  person.memberships = person.memberships.map((member) => (member === own ? stays : member));
  state.dirtyMembers.delete(goes);
  state.dirtyMembers.add(stays);
}

/** What the database says of the two as one: a member, if either was. */
function committed(stays: Member, goes: Member): NonNullable<Member['before']> {
  const own = stays.before ?? { role: stays.role, left_at: stays.left_at };
  if (own.left_at === null || !goes.stored) return own;
  const other = goes.before ?? { role: goes.role, left_at: goes.left_at };
  return other.left_at === null ? other : own;
}
