import type { MemberRole } from '@grabber/contract';
import { parseJid } from '../../../core/index.ts';
import type { EngineAccount, EngineFailure, EngineGroup, EngineParticipant } from '../../engine.ts';
import { type Claim, claimOfAccount, heed, identify, isSame, keyOf } from './identity.ts';
import type { LidBook } from './lid-book.ts';
import { unreadable } from './rows.ts';
import type { Turn } from './turns.ts';

export type RawMember = { claim: Claim; role: MemberRole };

/** A group as a gateway tells it; null is what it does not tell. */
export type RawGroup = {
  id: string;
  name: string | null;
  description: string | null;
  /** How many members it counts. */
  size: number | null;
  is_admin: boolean | null;
  profile_picture: string | null;
  /** Null when there was no list. */
  members: RawMember[] | null;
  /** Members that could not be read. */
  lost: number;
};

const ranks: Record<MemberRole, number> = { member: 0, admin: 1, superadmin: 2 };
const noGroup = /@(newsletter|broadcast|c\.us|s\.whatsapp\.net|lid)$/;

/** The groups with everybody's ids filled in from what all rosters together tell; sorted. Chats that are no groups are left out. */
export async function buildGroups(
  book: LidBook,
  rows: readonly RawGroup[],
  account: EngineAccount,
  turn: Turn,
): Promise<{ groups: EngineGroup[]; failures: EngineFailure[] }> {
  const claims = rows.flatMap(({ members }) => (members ?? []).map(({ claim }) => claim));
  await heed(book, [claimOfAccount(account), ...claims], turn);
  const groups = new Map<string, EngineGroup>();
  const failures: EngineFailure[] = [];
  for (const row of rows) {
    await turn();
    const jid = parseJid(row.id);
    if (jid?.kind === 'group') groups.set(jid.id, buildGroup(book, { ...row, id: jid.id }, account, failures));
    else if (!noGroup.test(row.id)) failures.push(unreadable('group', row.id));
  }
  return { groups: [...groups.values()].sort((first, second) => (first.id < second.id ? -1 : 1)), failures };
}

function buildGroup(book: LidBook, row: RawGroup, account: EngineAccount, failures: EngineFailure[]): EngineGroup {
  const told = row.members ?? [];
  const members = rosterOf(book, told);
  const participants = [...members.values()];
  const lost = row.lost + told.filter(({ claim }) => identify(book, claim) === null).length;
  if (lost > 0) failures.push(unreadable('participant', row.id));
  const own = participants.find((member) => isSame(member, account));
  const count = row.size ?? told.length + row.lost;
  // Some gateways count the account's owner and leave them out of the list.
  const listed = told.length + (own ? 0 : 1);
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    participants,
    participants_count: count,
    roster_complete: lost === 0 && participants.length > 0 && listed >= count,
    is_admin: row.is_admin ?? (own !== undefined && own.role !== 'member'),
    profile_picture: row.profile_picture,
  };
}

/** Each member once, with the higher right where they are listed twice. */
function rosterOf(book: LidBook, told: readonly RawMember[]): Map<string, EngineParticipant> {
  const roster = new Map<string, EngineParticipant>();
  for (const { claim, role } of told) {
    const identity = identify(book, claim);
    if (identity === null) continue;
    const known = roster.get(keyOf(identity));
    if (!known || ranks[known.role] < ranks[role]) roster.set(keyOf(identity), { ...identity, role });
  }
  return roster;
}
