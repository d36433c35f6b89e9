import { z } from 'zod';
import type { EngineAccount } from '../../engine.ts';
import type { GatewayClient } from '../client/index.ts';
import type { GroupsRead } from '../gateway.ts';
import { failure, gatewayError } from '../problem.ts';
import {
  buildGroups,
  claimOf,
  createTurns,
  firstTold,
  flag,
  id,
  type LidBook,
  list,
  maybeId,
  type RawGroup,
  type RawMember,
  readMembers,
  readRows,
  roleOf,
  size,
  text,
} from '../reading/index.ts';
import { rowsOf } from './envelope.ts';

export type Source = { client: GatewayClient; book: LidBook };

/** A list of exactly so many groups may have been cut off there. */
const suspiciousCount = 500;

const memberRow: z.ZodType<RawMember> = z
  .looseObject({ JID: maybeId, PhoneNumber: maybeId, LID: maybeId, IsAdmin: flag, IsSuperAdmin: flag })
  .transform((row) => ({
    claim: claimOf([row.JID, row.LID], row.PhoneNumber),
    role: roleOf(null, row.IsAdmin, row.IsSuperAdmin),
  }));

const groupRow: z.ZodType<RawGroup> = z
  .looseObject({ JID: id, Name: text, Topic: text, ParticipantCount: size, Participants: list })
  .transform((row) => ({
    id: row.JID,
    name: firstTold(row.Name),
    description: firstTold(row.Topic),
    // Zero is what Go writes for a count that it was not told.
    size: row.ParticipantCount || null,
    is_admin: null,
    profile_picture: null,
    ...readMembers(row.Participants, memberRow),
  }));

/** Groups, members and phones by one call. */
export async function readGroups(
  { client, book }: Source,
  account: EngineAccount,
  signal: AbortSignal,
): Promise<GroupsRead> {
  const turn = createTurns(signal);
  const rows = rowsOf(await client.get('/user/my/groups', { signal, wait: 'list' }));
  const { items, failures } = await readRows(rows, groupRow, 'group', turn);
  const built = await buildGroups(book, items, account, turn);
  const cutOff = rows.length === suspiciousCount;
  const warning = cutOff ? [failure('group', null, gatewayError('groups_cut_off'))] : [];
  return { groups: built.groups, failures: [...warning, ...failures, ...built.failures], complete: !cutOff };
}
