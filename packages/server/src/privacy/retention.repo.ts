import { sql } from 'kysely';
import type { Db, TableName } from '../storage/index.ts';

const rowsAtOnce = 2000;

/** Something that grows old: its number, and the time it is as old as. */
export type Ageing = { table: TableName; id: 'id' | 'seq'; time: string };

/** Removes the oldest rows from before this time, some at a time; 0 when there are none any more. */
export async function removeOldest(db: Db, { table, id, time }: Ageing, before: string): Promise<number> {
  const { rows } = await sql<{
    id: number;
    at: string;
  }>`select ${sql.ref(id)} as id, ${sql.ref(time)} as at from ${sql.table(table)}
    order by ${sql.ref(id)} limit ${rowsAtOnce}`.execute(db);
  const old = rows.filter((row) => row.at < before).map((row) => row.id);
  if (old.length === 0) return 0;
  await sql`delete from ${sql.table(table)} where ${sql.ref(id)} in (${sql.join(old)})`.execute(db);
  return old.length;
}

/** People and groups that WhatsApp has not told of since before this time. */
export async function goneSince(db: Db, before: string): Promise<{ id: number; session_id: string }[]> {
  return await oldContacts(db).where('removed_at', '<', before).execute();
}

/** What was put into the trash before this time and that no grab would bring back. */
export async function trashedSince(db: Db, before: string): Promise<{ id: number; session_id: string }[]> {
  return await oldContacts(db)
    .where('deleted_at', '<', before)
    .where((eb) =>
      eb.or([
        eb('removed_at', 'is not', null),
        eb('session_id', 'in', eb.selectFrom('whatsapp_sessions').select('session_id').where('engine', '=', 'none')),
      ]),
    )
    .execute();
}

/** Groups among these rows: their memberships go with them. */
export async function removeMembershipsOfGroups(db: Db, ids: number[]): Promise<void> {
  const groups = await db
    .selectFrom('contacts')
    .select(['session_id', 'contact_id'])
    .where('id', 'in', ids)
    .where('type', '=', 'group')
    .execute();
  for (const { session_id, contact_id } of groups)
    await db
      .deleteFrom('group_members')
      .where('session_id', '=', session_id)
      .where('group_id', '=', contact_id)
      .execute();
}

/** Which of these rows are groups. */
export async function groupsAmong(db: Db, ids: number[]): Promise<Set<number>> {
  const rows = await db
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', ids)
    .where('type', '=', 'group')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function oldContacts(db: Db) {
  return db.selectFrom('contacts').select(['id', 'session_id']).where('is_me', '=', false).orderBy('id').limit(500);
}
