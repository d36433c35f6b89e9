import type { MemberRole } from '@grabber/contract';
import { mergeGroup } from '../../contacts/index.ts';
import { parseJid } from '../../core/index.ts';
import type { EngineGroup, EngineParticipant } from '../../engine/index.ts';
import { noteFailure } from './failures.ts';
import { identify } from './identity.ts';
import { readIdentity } from './identity-of.ts';
import { join, leave } from './members.ts';
import { change, enlist, revive, type SaveState, want } from './state.ts';
import { emptyRow, heirOf, type Tracked, type TrackedGroup, track } from './tracked.ts';

const roles: readonly string[] = ['member', 'admin', 'superadmin'] satisfies MemberRole[];

/** Takes in a group and its roster. Only a roster that was read whole, down to the last member, tells who left. */
export function takeGroup(state: SaveState, incoming: EngineGroup): void {
  const problem = problemOf(incoming);
  if (problem) noteFailure(state, 'groups', { item: 'group', ...problem });
  else takeReadableGroup(state, incoming);
}

function takeReadableGroup(state: SaveState, incoming: EngineGroup): void {
  const group = groupOf(state, incoming.id);
  change(state, group.tracked, mergeGroup(group.tracked.row, incoming));
  revive(state, group.tracked);
  enlist(state, group.tracked, 'groups');
  state.streams.groups.items += 1;
  const { roster, whole } = readRoster(state, incoming);
  for (const [person, role] of roster) takeParticipant(state, group, person, role);
  if (!whole || !incoming.roster_complete || roster.size === 0) return;
  for (const [person, member] of group.members) if (!roster.has(person)) leave(state, member);
}

/** Makes somebody a member of a group, with a row of their own. */
export function takeParticipant(state: SaveState, group: TrackedGroup, person: Tracked, role: MemberRole): void {
  const { row } = person;
  want(state, person);
  revive(state, person);
  const ofAccount = row.in_address_book || row.has_chat;
  const placed = ofAccount || row.group_id !== null;
  if (!placed) {
    change(state, person, {
      group_id: group.tracked.row.contact_id,
      group_name: group.tracked.row.name,
      is_admin: role !== 'member',
    });
  }
  if (!row.seen_in_group) change(state, person, { seen_in_group: true });
  join(state, group, person, role);
  enlist(state, person, 'participants');
}

/** The members as rows, each once, whatever ids they were listed under. */
function readRoster(
  state: SaveState,
  { id, participants }: EngineGroup,
): { roster: Map<Tracked, MemberRole>; whole: boolean } {
  const found: [Tracked, MemberRole][] = [];
  let whole = true;
  for (const participant of participants) {
    const identity = readIdentity(participant);
    if ('reason' in identity) {
      whole = false;
      noteFailure(state, 'groups', {
        item: 'participant',
        item_id: identity.item_id ?? id,
        reason: `${identity.reason} (in ${id})`,
      });
    } else if (!state.isUnwanted(identity)) found.push([identify(state, identity), roleOf(participant)]);
  }
  const roster = new Map<Tracked, MemberRole>();
  for (const [person, role] of found) roster.set(heirOf(person), role);
  return { roster, whole };
}

function groupOf(state: SaveState, id: string): TrackedGroup {
  const known = state.groups.get(id);
  if (known) return known;
  const group: TrackedGroup = { tracked: track(emptyRow('group', id)), members: new Map() };
  state.groups.set(id, group);
  want(state, group.tracked);
  return group;
}

function problemOf(incoming: unknown): { item_id: string | null; reason: string } | undefined {
  if (typeof incoming !== 'object' || incoming === null) return { item_id: null, reason: 'not an object' };
  const id = 'id' in incoming && typeof incoming.id === 'string' ? incoming.id : null;
  if (parseJid(id)?.kind !== 'group') return { item_id: id, reason: 'not the id of a group' };
  const hasRoster = 'participants' in incoming && Array.isArray(incoming.participants);
  return hasRoster ? undefined : { item_id: id, reason: 'no list of participants' };
}

/** The role, `member` for one that is unknown. */
export function roleOf({ role }: EngineParticipant): MemberRole {
  return roles.includes(role) ? role : 'member';
}
