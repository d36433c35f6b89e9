import { createHash } from 'node:crypto';
import { lidJid, phoneJid } from '../wire/jids.ts';
import { node, type WireNode } from '../wire/node.ts';
import type { Group, GroupMember, Person } from '../world/types.ts';

/**
 * A group with its description and members as WhatsApp sends it in answers and `create` notices
 * (whatsapp-protocol.md, section 8): numbers as text, times in Unix seconds, ids without `@g.us`.
 */
export function groupNode(group: Group): WireNode {
  const creator = group.members.find((member) => member.role === 'superadmin')?.person;
  const time = String(group.createdAt);
  return node(
    'group',
    {
      id: group.id,
      subject: group.subject,
      s_t: time,
      s_o: creator && memberJid(group, creator),
      s_o_pn: creator && shownPhone(group, creator),
      creation: time,
      creator: creator && memberJid(group, creator),
      creator_pn: creator && shownPhone(group, creator),
      addressing_mode: group.addressing,
      size: String(group.members.length),
    },
    [
      ...descriptionNodes(group, creator),
      ...settingNodes(group),
      ...communityNodes(group),
      ...group.members.map((member) => participantNode(group, member)),
    ],
  );
}

/**
 * One member as groups of that addressing list them. LID groups never tell a hidden phone, not even to those who have
 * it in their address book.
 */
export function participantNode(group: Group, { person, role }: GroupMember): WireNode {
  const type = role === 'member' ? undefined : role;
  if (group.addressing === 'pn')
    return node('participant', { jid: phoneJid(person.phone), lid: lidJid(person.lid), type });
  return node('participant', { jid: lidJid(person.lid), phone_number: shownPhone(group, person), type });
}

/** How a group addresses a person: by phone or by LID. */
export function memberJid(group: Group, person: Person): string {
  return group.addressing === 'pn' ? phoneJid(person.phone) : lidJid(person.lid);
}

/** The phone address that accompanies a LID in this group; undefined when hidden, or when it is the address itself. */
export function shownPhone(group: Group, person: Person): string | undefined {
  return group.addressing === 'lid' && !person.hidesPhone ? phoneJid(person.phone) : undefined;
}

function descriptionNodes(group: Group, author: Person | undefined): WireNode[] {
  if (group.description === undefined) return [];
  const attrs = {
    id: createHash('sha1').update(`${group.id} ${group.description}`).digest('hex').slice(0, 16).toUpperCase(),
    t: String(group.createdAt),
    participant: author && memberJid(group, author),
    participant_pn: author && shownPhone(group, author),
  };
  return [node('description', attrs, [node('body', {}, new TextEncoder().encode(group.description))])];
}

function settingNodes(group: Group): WireNode[] {
  const nodes = [node('member_add_mode', {}, group.membersMayAdd ? 'all_member_add' : 'admin_add')];
  if (group.announce) nodes.push(node('announcement'));
  if (group.locked) nodes.push(node('locked'));
  if (group.ephemeralSeconds) nodes.push(node('ephemeral', { expiration: String(group.ephemeralSeconds) }));
  if (group.joinApproval) {
    nodes.push(node('membership_approval_mode', {}, [node('group_join', { state: 'on' })]));
  }
  return nodes;
}

function communityNodes({ community }: Group): WireNode[] {
  if (!community) return [];
  if (community.kind === 'parent') return [node('parent')];
  const linked = community.parentId ? [node('linked_parent', { jid: `${community.parentId}@g.us` })] : [];
  return community.kind === 'announce' ? [node('default_sub_group'), ...linked] : linked;
}
