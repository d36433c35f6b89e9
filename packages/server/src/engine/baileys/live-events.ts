import type { BaileysEventMap, GroupMetadata, WAMessage } from '@whiskeysockets/baileys';
import { proto } from '@whiskeysockets/baileys';
import { lidOf, parseJid, pnOf } from '../../core/index.ts';
import type { EngineGroup, EngineIdentity, EngineNews, EngineParticipant } from '../engine.ts';
import { cleanName, personJid } from './facts.ts';

type Events = BaileysEventMap;
type Participant = { id?: string; lid?: string | undefined; phoneNumber?: string | undefined; admin?: string | null };

const { StubType } = proto.WebMessageInfo;

/** `groups.upsert`, and a `groups.update` that brings members: groups that were founded, joined, or read anew. */
export function newsOfGroups(groups: Partial<GroupMetadata>[]): EngineNews[] {
  return groups.flatMap((metadata): EngineNews[] => {
    const group = groupOf(metadata);
    return group ? [{ kind: 'group', group }] : [];
  });
}

/** `groups.update`: a new name or description, or the whole group. */
export function newsOfGroupUpdates(updates: Events['groups.update']): EngineNews[] {
  return updates.flatMap((update): EngineNews[] => {
    if (update.participants) return newsOfGroups([update]);
    const id = groupId(update.id);
    const name = cleanName(update.subject);
    const told = { ...(name !== null && { name }), ...('desc' in update && { description: update.desc ?? null }) };
    return id && Object.keys(told).length > 0 ? [{ kind: 'group_facts', id, ...told }] : [];
  });
}

const changeOf = { add: 'joined', remove: 'left', promote: 'role', demote: 'role' } as const;

/** `group-participants.update`. That somebody was promoted is told by the action only. */
export function newsOfMembers(update: Events['group-participants.update']): EngineNews[] {
  const id = groupId(update.id);
  if (!id || !(update.action in changeOf)) return [];
  const members = update.participants.flatMap((participant) => participantOf(participant, roleAfter(update.action)));
  const change = changeOf[update.action as keyof typeof changeOf];
  return members.length > 0 ? [{ kind: 'members', id, change, members }] : [];
}

/** `blocklist.update`. */
export function newsOfBlocks({ blocklist, type }: Events['blocklist.update']): EngineNews[] {
  return blocklist.flatMap((jid): EngineNews[] => {
    const who = identityOf(jid);
    return who ? [{ kind: 'blocked', who, blocked: type === 'add' }] : [];
  });
}

/** What messages tell of numbers that changed: rc14 makes no event of it and passes on the bare notice (whatsapp-protocol.md, section 8). */
export function newsOfNumbers(messages: WAMessage[]): EngineNews[] {
  return messages.flatMap((message): EngineNews[] => {
    if (message.messageStubType !== StubType.GROUP_PARTICIPANT_CHANGE_NUMBER) return [];
    const from = pnOf(message.messageStubParameters?.[0]);
    const { participant, key } = message;
    const to = [participant, key.participant, key.participantAlt]
      .map((jid) => pnOf(jid))
      .find((pn) => pn !== undefined);
    return from && to && from !== to ? [{ kind: 'renumbered', from, to }] : [];
  });
}

/** Ids whose picture changed or went, in `contacts.update`. */
export function picturesIn(contacts: Events['contacts.update']): { jid: string; gone: boolean }[] {
  return contacts.flatMap(({ id, imgUrl }) => {
    if (imgUrl !== 'changed' && imgUrl !== 'removed') return [];
    const jid = groupId(id) ?? personJid(id);
    return jid ? [{ jid, gone: imgUrl === 'removed' }] : [];
  });
}

/** The ids of a JID; undefined for anything but a person. */
export function identityOf(text: string | null | undefined): EngineIdentity | undefined {
  const jid = personJid(text);
  return jid ? { pn: pnOf(jid) ?? null, lid: lidOf(jid) ?? null } : undefined;
}

function groupOf(metadata: Partial<GroupMetadata>): EngineGroup | undefined {
  const id = groupId(metadata.id);
  if (!id || !metadata.participants) return undefined;
  const participants = metadata.participants.flatMap((each) => participantOf(each, each.admin ?? null));
  const size = metadata.size ?? metadata.participants.length;
  return {
    id,
    name: cleanName(metadata.subject),
    description: cleanName(metadata.desc),
    participants,
    participants_count: size,
    roster_complete: participants.length > 0 && participants.length === size,
    is_admin: false,
    profile_picture: null,
  };
}

function participantOf({ id, lid, phoneNumber }: Participant, admin: string | null): EngineParticipant[] {
  const ids = [id, lid, phoneNumber].map((jid) => personJid(jid));
  const pn = ids.map((jid) => pnOf(jid)).find((digits) => digits !== undefined) ?? null;
  const ownLid = ids.map((jid) => lidOf(jid)).find((digits) => digits !== undefined) ?? null;
  const role = admin === 'admin' || admin === 'superadmin' ? admin : 'member';
  return pn || ownLid ? [{ pn, lid: ownLid, role }] : [];
}

function roleAfter(action: string): string | null {
  return action === 'promote' ? 'admin' : null;
}

function groupId(text: string | null | undefined): string | undefined {
  const jid = parseJid(text);
  return jid?.kind === 'group' ? jid.id : undefined;
}
