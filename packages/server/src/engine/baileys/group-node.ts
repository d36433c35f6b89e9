import type { BinaryNode } from '@whiskeysockets/baileys';
import { getBinaryNodeChild, getBinaryNodeChildren, getBinaryNodeChildString } from '@whiskeysockets/baileys';
import { AppError, lidOf, parseJid, pnOf, toErrorData } from '../../core/index.ts';
import type { EngineAccount, EngineFailure, EngineGroup, EngineParticipant } from '../engine.ts';
import { cleanName, personJid } from './facts.ts';
import { type KnownIds, withKnownIds } from './known-ids.ts';
import type { LidPair } from './lid-map.repo.ts';

/** One group as read from its node, with what could not be read of it. */
export type ReadGroup = { group: EngineGroup; failures: EngineFailure[] };

/**
 * Reads a `group` node (whatsapp-protocol.md, section 8). Throws an `upstream` error when it cannot be told which group it is; everything
 * else that is missing is left out, and a roster with gaps is marked as incomplete. The library itself would reject the
 * whole answer for one bad group (trap 7).
 */
export function readGroup(node: BinaryNode): ReadGroup {
  const id = groupId(node.attrs['id']);
  const nodes = getBinaryNodeChildren(node, 'participant');
  const participants = nodes.map(readParticipant).filter((participant) => participant !== undefined);
  const nameless = nodes.length - participants.length;
  const size = Number(node.attrs['size'] ?? nodes.length);
  const group: EngineGroup = {
    id,
    name: cleanName(node.attrs['subject']),
    description: cleanName(getBinaryNodeChildString(getBinaryNodeChild(node, 'description'), 'body')),
    participants,
    participants_count: size,
    roster_complete: participants.length > 0 && participants.length === size,
    is_admin: false,
    profile_picture: null,
  };
  return { group, failures: nameless > 0 ? [participantFailure(id, nameless)] : [] };
}

/** The group with its members known under both ids where the map knows them, and the account's own right. */
export function completeGroup(group: EngineGroup, account: EngineAccount, known: KnownIds): EngineGroup {
  const participants = group.participants.map((participant) => withKnownIds(participant, known));
  const own = participants.find(({ pn, lid }) => (pn && pn === account.pn) || (lid && lid === account.lid));
  return { ...group, participants, is_admin: own !== undefined && own.role !== 'member' };
}

/** Which LID belongs to which phone, as the roster tells; Baileys does not keep these (F9). */
export function rosterPairs(group: EngineGroup): LidPair[] {
  return group.participants.flatMap(({ pn, lid }) => (pn && lid ? [{ pn, lid }] : []));
}

function groupId(id: string | undefined): string {
  const jid = parseJid(id?.includes('@') ? id : `${id}@g.us`);
  if (jid?.kind === 'group') return jid.id;
  throw new AppError('upstream', { cause: new Error('WhatsApp told of a group without a readable id') });
}

function readParticipant({ attrs }: BinaryNode): EngineParticipant | undefined {
  const jid = parseJid(personJid(attrs['jid']));
  if (!jid || jid.kind === 'group') return undefined;
  const type = attrs['type'];
  const role = type === 'admin' || type === 'superadmin' ? type : 'member';
  if (jid.kind === 'pn') return { pn: jid.digits, lid: lidOf(attrs['lid']) ?? null, role };
  return { pn: pnOf(attrs['phone_number']) ?? null, lid: jid.digits, role };
}

function participantFailure(groupId: string, count: number): EngineFailure {
  const cause = new Error(`${count} members came without a readable id`);
  return { item: 'participant', item_id: groupId, error: toErrorData(new AppError('upstream', { cause })) };
}
