import type { Core } from '../connection/core.ts';
import { groupNode, memberJid, participantNode, shownPhone } from '../replies/group-node.ts';
import { pictureId } from '../replies/picture.ts';
import { groupJid, phoneJid } from '../wire/jids.ts';
import { node, type WireNode } from '../wire/node.ts';
import {
  addMember,
  createGroup,
  demoteMember,
  describeGroup,
  type NewGroup,
  promoteMember,
  removeMember,
  renameGroup,
  replacePicture,
} from '../world/mutations.ts';
import type { Group, Person } from '../world/types.ts';
import { isMember, notifyDevices, phonesIn } from './notify.ts';

/** Adds a member; an account that was added learns of the whole group, the others of the new member (§8). */
export function announceAdd(core: Core, group: Group, person: Person): void {
  const before = phonesIn(core, group);
  addMember(core.world, group, person);
  const actor = adminOf(group);
  tell(core, before, group, actor, node('add', {}, [participantNode(group, { person, role: 'member' })]));
  const added = core.phones.filter(({ account }) => account.person === person);
  tell(core, added, group, actor, creation(group));
}

/** Takes a member out, by an admin or, as `actor`, by themselves. */
export function announceRemove(core: Core, group: Group, person: Person, actor: Person = adminOf(group)): void {
  const before = phonesIn(core, group);
  removeMember(core.world, group, person);
  tell(core, before, group, actor, node('remove', {}, [participantNode(group, { person, role: 'member' })]));
}

/** Makes a member an admin or an admin a member. */
export function announceRole(core: Core, group: Group, person: Person, action: 'promote' | 'demote'): void {
  if (action === 'promote') promoteMember(group, person);
  else demoteMember(group, person);
  const changed = node(action, {}, [participantNode(group, { person, role: 'member' })]);
  tell(core, phonesIn(core, group), group, adminOf(group), changed);
}

/** Changes the subject. */
export function announceSubject(core: Core, group: Group, subject: string): void {
  renameGroup(group, subject);
  tell(core, phonesIn(core, group), group, adminOf(group), node('subject', { subject }));
}

/** Changes the description, or takes it away. */
export function announceDescription(core: Core, group: Group, description: string | undefined): void {
  describeGroup(group, description);
  const body = description === undefined ? [] : [node('body', {}, new TextEncoder().encode(description))];
  tell(core, phonesIn(core, group), group, adminOf(group), node('description', { id: group.id }, body));
}

/** Gives the group another picture, or takes it away. */
export function announcePicture(core: Core, group: Group, picture: Person['picture']): void {
  replacePicture(group, picture);
  const change = picture === 'none' ? node('delete') : node('set', { id: pictureId(group) });
  for (const phone of phonesIn(core, group)) {
    notifyDevices(core, phone, { type: 'picture', from: groupJid(group.id) }, [change]);
  }
}

/** Creates a group and tells every account in it. */
export function announceCreation(core: Core, settings: NewGroup): Group {
  const group = createGroup(core.world, settings);
  tell(core, phonesIn(core, group), group, settings.creator, creation(group));
  return group;
}

/** Tells the groups that list members by number that one has changed theirs; `before` is the old number's digits. */
export function announceNumber(core: Core, person: Person, before: string): void {
  for (const group of core.world.groups) {
    if (group.addressing !== 'pn' || !isMember(group, person)) continue;
    const changed = node('modify', {}, [node('participant', { jid: phoneJid(before) })]);
    tell(core, phonesIn(core, group), group, person, changed);
  }
}

function creation(group: Group): WireNode {
  return node('create', { type: 'new', key: group.id }, [groupNode(group)]);
}

function tell(core: Core, phones: ReturnType<typeof phonesIn>, group: Group, actor: Person, change: WireNode): void {
  const attrs = {
    type: 'w:gp2',
    from: groupJid(group.id),
    participant: memberJid(group, actor),
    participant_pn: shownPhone(group, actor),
    addressing_mode: group.addressing,
  };
  for (const phone of phones) notifyDevices(core, phone, attrs, [change]);
}

/** Who is said to have done it: the founder, else any admin, else anybody. */
function adminOf({ id, members }: Group): Person {
  const found =
    members.find(({ role }) => role === 'superadmin') ?? members.find(({ role }) => role === 'admin') ?? members[0];
  if (!found) throw new Error(`Group ${id} has no members left who could act.`);
  return found.person;
}
