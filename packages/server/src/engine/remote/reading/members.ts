import type { MemberRole } from '@grabber/contract';
import type { z } from 'zod';
import type { RawMember } from './groups.ts';

/** A list of members by the schema; what cannot be read is counted. Null stays null: no list was told. */
export function readMembers(
  rows: readonly unknown[] | null | undefined,
  schema: z.ZodType<RawMember>,
): { members: RawMember[] | null; lost: number } {
  if (!rows) return { members: null, lost: 0 };
  const members = rows.map((row) => schema.safeParse(row)).flatMap(({ data }) => (data ? [data] : []));
  return { members, lost: rows.length - members.length };
}

/** A member's right, told by a word or by flags. */
export function roleOf(
  word: string | null | undefined,
  isAdmin: boolean | null | undefined,
  isSuperAdmin: boolean | null | undefined,
): MemberRole {
  if (word === 'superadmin' || isSuperAdmin) return 'superadmin';
  return word === 'admin' || isAdmin ? 'admin' : 'member';
}
