import type { MemberRole } from '@grabber/contract';
import type { EngineNews } from '../../engine/index.ts';
import { type LiveScene, leaveGroup, who } from './live-scene.ts';
import { join, leave } from './members.ts';
import { change, type SaveState } from './state.ts';
import { roleOf, takeParticipant } from './take-group.ts';
import type { Tracked, TrackedGroup } from './tracked.ts';

/**
 * Takes in that members came, went, or have another role. WhatsApp may tell the same twice after a connection that broke off: nothing
 * happens then. What fits nothing that is known leaves the group to be read whole.
 */
export function takeMembers(scene: LiveScene, news: Extract<EngineNews, { kind: 'members' }>): void {
  const { state, unknownGroups } = scene;
  const group = state.groups.get(news.id);
  if (!group || group.tracked.row.removed_at !== null) {
    if (news.change !== 'left') unknownGroups.add(news.id);
    return;
  }
  const wanted = news.members.filter(({ pn = null, lid = null }) => !state.isUnwanted({ pn, lid }));
  for (const member of wanted) {
    const person = who(state, member);
    if (!person) unknownGroups.add(news.id);
    else if (news.change === 'joined') enter(state, group, person, roleOf(member));
    else if (news.change === 'left') exit(scene, group, person);
    else if (!changeRole(state, group, person, roleOf(member))) unknownGroups.add(news.id);
  }
}

function enter(state: SaveState, group: TrackedGroup, person: Tracked, role: MemberRole): void {
  if (isIn(group, person)) return;
  takeParticipant(state, group, person, role);
  count(state, group, 1);
}

function exit(scene: LiveScene, group: TrackedGroup, person: Tracked): void {
  const member = group.members.get(person);
  if (person.row.is_me) leaveGroup(scene, group);
  else if (member?.left_at === null) {
    leave(scene.state, member);
    count(scene.state, group, -1);
  }
}

/** Whether the person is a member, so that the role could be changed. */
function changeRole(state: SaveState, group: TrackedGroup, person: Tracked, role: MemberRole): boolean {
  if (!isIn(group, person)) return false;
  const was = group.members.get(person)?.role;
  // Who founded the group is more than an admin already.
  if (role === 'admin' && was === 'superadmin') return true;
  join(state, group, person, role);
  if (person.row.is_me) change(state, group.tracked, { is_admin: role !== 'member' });
  return true;
}

function isIn(group: TrackedGroup, person: Tracked): boolean {
  return group.members.get(person)?.left_at === null;
}

function count(state: SaveState, { tracked }: TrackedGroup, difference: number): void {
  const before = tracked.row.group_participants_count;
  if (before !== null) change(state, tracked, { group_participants_count: Math.max(0, before + difference) });
}
