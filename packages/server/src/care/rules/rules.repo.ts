import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, Storage, TagRulesTable } from '../../storage/index.ts';

export type RuleRow = Selectable<TagRulesTable>;

export async function readRules(db: Db): Promise<RuleRow[]> {
  return await db.selectFrom('tag_rules').selectAll().execute();
}

export async function insertRule(db: Db, row: Insertable<TagRulesTable>): Promise<RuleRow> {
  await db.insertInto('tag_rules').values(row).execute();
  return await db.selectFrom('tag_rules').selectAll().where('name', '=', row.name).executeTakeFirstOrThrow();
}

export async function updateRule(db: Db, id: number, patch: Updateable<TagRulesTable>): Promise<void> {
  if (Object.keys(patch).length > 0) await db.updateTable('tag_rules').set(patch).where('id', '=', id).execute();
}

export async function deleteRule(db: Db, id: number): Promise<void> {
  await db.deleteFrom('tag_rules').where('id', '=', id).execute();
}

/** How far the rules have read the log of a session; undefined for one that they never looked at. */
export async function cursorOf(db: Db, session_id: string): Promise<number | undefined> {
  const query = db.selectFrom('tag_rule_cursors').select('seq').where('session_id', '=', session_id);
  return (await query.executeTakeFirst())?.seq;
}

export async function saveCursors(
  { bulk }: Storage,
  db: Db,
  rows: { session_id: string; seq: number }[],
): Promise<void> {
  if (rows.length > 0) await bulk.upsert(db, 'tag_rule_cursors', rows, { key: ['session_id'], columns: ['seq'] });
}

/** The end of each session's log. */
export async function endsOfLogs(db: Db): Promise<{ session_id: string; seq: number }[]> {
  const rows = await db
    .selectFrom('changes')
    .select((eb) => ['session_id', eb.fn.max('seq').as('seq')])
    .groupBy('session_id')
    .execute();
  return rows.map(({ session_id, seq }) => ({ session_id, seq: Number(seq) }));
}

/** Who is in these groups now; both are numeric ids of contacts. */
export async function presentMembers(db: Db, groups: number[]): Promise<number[]> {
  if (groups.length === 0) return [];
  const rows = await db
    .selectFrom('contacts')
    .innerJoin('group_members', (join) =>
      join
        .onRef('group_members.session_id', '=', 'contacts.session_id')
        .onRef('group_members.group_id', '=', 'contacts.contact_id'),
    )
    .select('group_members.contact_row_id')
    .where('contacts.id', 'in', groups)
    .where('group_members.left_at', 'is', null)
    .execute();
  return rows.map(({ contact_row_id }) => contact_row_id);
}
