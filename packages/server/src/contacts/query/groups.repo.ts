import type { GroupListItem, groupSorts } from '@grabber/contract';
import { sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { AppError } from '../../core/index.ts';
import { type Db, type Page, type Reading, readPage } from '../../storage/index.ts';
import { among, holds } from './conditions.repo.ts';
import { typedTerms } from './look-ahead.repo.ts';
import type { Term } from './terms.ts';

/** Which page of the groups. */
export type GroupsWish = {
  q?: string | undefined;
  session_id?: string | undefined;
  limit: number;
  sort: (typeof groupSorts)[number];
  cursor?: string | undefined;
  total: boolean;
};

const columns: Record<string, string> = {
  name: 'sort_name',
  participants: 'group_participants_count',
  first_seen: 'first_seen_at',
  updated: 'updated_at',
};

/** One page of the groups that the caller sees. Throws `cursor_invalid`. */
export async function pageGroups(
  storage: Reading,
  visible: Visible,
  { total, q, session_id, ...wish }: GroupsWish,
): Promise<Page<GroupListItem> & { total?: number }> {
  const found = groupsOf(storage, visible, { terms: await typedTerms(storage.db, q), session_id });
  const column = columns[wish.sort.replace(/^-/, '')] ?? 'sort_name';
  const page = await readPage(found, wish, { column, nullable: column === 'group_participants_count' });
  const rows = await completeGroups(storage.db, page.rows);
  if (!total) return { rows, next_cursor: page.next_cursor };
  const counted = await storage.db
    .selectFrom(found.as('found'))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow();
  return { rows, next_cursor: page.next_cursor, total: Number(counted.count) };
}

/** A group that the caller sees. Throws `group_not_found`. */
export async function readGroup(storage: Reading, visible: Visible, id: number): Promise<GroupListItem> {
  const rows = await groupsOf(storage, visible, {}).where('grp.id', '=', id).execute();
  const [group] = await completeGroups(storage.db, rows);
  if (!group) throw new AppError('group_not_found');
  return group;
}

type Found = Omit<GroupListItem, 'members_present'> & { sort_name: string; group_participants_count: number | null };

/** From the sessions to their groups: each session has an index of its groups, the whole table none. */
function groupsOf(
  { db, dialect }: Reading,
  visible: Visible,
  { terms = [], session_id }: { terms?: Term[] } & Pick<GroupsWish, 'session_id'>,
) {
  let rows = db
    .selectFrom('whatsapp_sessions as account')
    .innerJoin('contacts as grp', (join) =>
      join.onRef('grp.session_id', '=', 'account.session_id').on('grp.type', '=', 'group'),
    )
    .select(['grp.id', 'grp.session_id', 'account.name as session_name', 'grp.contact_id', 'grp.name', 'grp.sort_name'])
    .select(['grp.group_description as description', 'grp.group_participants_count', 'grp.is_admin', 'grp.status'])
    .select(['grp.profile_picture', 'grp.first_seen_at', 'grp.updated_at'])
    .where('grp.deleted_at', 'is', null)
    .where(among({ visible, alias: 'grp' }));
  if (session_id !== undefined) rows = rows.where('grp.session_id', '=', session_id);
  for (const term of terms) rows = rows.where(holds({ dialect }, 'grp', term));
  return db.selectFrom(rows.as('grp')).selectAll();
}

async function completeGroups(db: Db, rows: Omit<Found, 'participants_count'>[]): Promise<GroupListItem[]> {
  const present = await presentMembers(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ sort_name: _, group_participants_count, ...row }) => ({
    ...row,
    participants_count: group_participants_count,
    members_present: present.get(row.id) ?? 0,
  }));
}

async function presentMembers(db: Db, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('contacts as grp')
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'grp.session_id').onRef('member.group_id', '=', 'grp.contact_id'),
    )
    .select(['grp.id', sql<number>`count(*)`.as('count')])
    .where('grp.id', 'in', ids)
    .where('member.left_at', 'is', null)
    .groupBy('grp.id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}
