import type { Insertable, Selectable } from 'kysely';
import { chunksOf } from '../core/index.ts';
import type { Db, GroupMembersTable, Storage } from '../storage/index.ts';

export type Membership = Selectable<GroupMembersTable>;
export type NewMembership = Insertable<GroupMembersTable>;
export type MembershipChange = Pick<Membership, 'id' | 'contact_row_id' | 'role' | 'joined_at' | 'left_at'>;

/** All memberships of a session, ended ones too. */
export async function loadMemberships(db: Db, sessionId: string): Promise<Omit<Membership, 'session_id'>[]> {
  return await db
    .selectFrom('group_members')
    .select(['id', 'group_id', 'contact_row_id', 'role', 'joined_at', 'left_at'])
    .where('session_id', '=', sessionId)
    .execute();
}

/** All memberships of these people, and of everybody in these groups; ended ones too. */
export async function findMemberships(
  db: Db,
  sessionId: string,
  { people = [], groups = [] }: { people?: readonly number[]; groups?: readonly string[] },
): Promise<Omit<Membership, 'session_id'>[]> {
  const found = new Map<number, Omit<Membership, 'session_id'>>();
  for (const [column, values] of [['contact_row_id', people] as const, ['group_id', groups] as const]) {
    for (const some of chunksOf<string | number>(values)) {
      const query = db
        .selectFrom('group_members')
        .select(['id', 'group_id', 'contact_row_id', 'role', 'joined_at', 'left_at'])
        .where('session_id', '=', sessionId)
        .where(column, 'in', some);
      for (const row of await query.execute()) found.set(row.id, row);
    }
  }
  return [...found.values()];
}

/** Adds memberships and tells their ids, in order. */
export async function insertMemberships({ bulk }: Storage, db: Db, rows: NewMembership[]): Promise<number[]> {
  return rows.length === 0 ? [] : await bulk.insertWithIds(db, 'group_members', rows);
}

/** Writes changed memberships. */
export async function updateMemberships({ bulk }: Storage, db: Db, rows: MembershipChange[]): Promise<void> {
  if (rows.length === 0) return;
  await bulk.update(db, 'group_members', rows, ['contact_row_id', 'role', 'joined_at', 'left_at']);
}

/** Removes memberships that turned out to be doubles. */
export async function removeMemberships(db: Db, ids: number[]): Promise<void> {
  for (const some of chunksOf(ids)) {
    await db.deleteFrom('group_members').where('id', 'in', some).execute();
  }
}

/** Removes all memberships of a session. */
export async function deleteMemberships(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('group_members').where('session_id', '=', sessionId).execute();
}
