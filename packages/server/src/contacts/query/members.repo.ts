import type { GroupMember, MemberRole, memberSorts, memberState } from '@grabber/contract';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Visible } from '../../auth/index.ts';
import { type Page, type Reading, readPage } from '../../storage/index.ts';
import { shownColumns } from './columns.ts';
import { among, holds } from './conditions.repo.ts';
import { readGroup } from './groups.repo.ts';
import { completeRows } from './items.repo.ts';
import { typedTerms } from './look-ahead.repo.ts';
import type { Term } from './terms.ts';

/** Which page of a group's members. */
export type MembersWish = {
  state: z.output<typeof memberState>;
  role?: MemberRole | undefined;
  q?: string | undefined;
  limit: number;
  sort: (typeof memberSorts)[number];
  cursor?: string | undefined;
  total: boolean;
};

/** One page of those who are or were in a group, but its account's owner and the trash. Throws `group_not_found`, `cursor_invalid`. */
export async function pageMembers(
  storage: Reading,
  visible: Visible,
  groupRowId: number,
  { total, state, role, q, ...wish }: MembersWish,
): Promise<Page<GroupMember> & { total?: number }> {
  const { session_id, contact_id } = await readGroup(storage, visible, groupRowId);
  const terms = await typedTerms(storage.db, q);
  const found = membersOf(storage, visible, { session_id, group_id: contact_id }, { state, role, terms });
  const column = wish.sort.endsWith('name') ? 'sort_name' : 'joined_at';
  const page = await readPage(found, wish, { column });
  const contacts = await completeRows(storage.db, page.rows);
  const rows = page.rows.map(({ role: its, joined_at, left_at }, index) => {
    return { contact: contacts[index], role: its, joined_at, left_at } as GroupMember;
  });
  if (!total) return { rows, next_cursor: page.next_cursor };
  const counted = await storage.db
    .selectFrom(found.as('found'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return { rows, next_cursor: page.next_cursor, total: Number(counted.count) };
}

type Group = { session_id: string; group_id: string };

function membersOf(
  { db, dialect }: Reading,
  visible: Visible,
  { session_id, group_id }: Group,
  { state, role, terms }: Pick<MembersWish, 'state' | 'role'> & { terms: Term[] },
) {
  let rows = db
    .selectFrom('group_members as member')
    .innerJoin('contacts as person', 'person.id', 'member.contact_row_id')
    .select(shownColumns.map((column) => `person.${column}` as const))
    .select(['person.sort_name', 'member.role', 'member.joined_at', 'member.left_at'])
    .where('member.session_id', '=', session_id)
    .where('member.group_id', '=', group_id)
    .where('person.deleted_at', 'is', null)
    .where(among({ visible, alias: 'person' }));
  if (state !== 'all') rows = rows.where('member.left_at', state === 'present' ? 'is' : 'is not', null);
  if (role) rows = rows.where('member.role', '=', role);
  for (const term of terms) rows = rows.where(holds({ dialect }, 'person', term));
  return db.selectFrom(rows.as('member')).selectAll();
}
