import type { ContactListItem, TagMark } from '@grabber/contract';
import { sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { type Db, type Storage, sqliteJsonFields } from '../../storage/index.ts';
import { type JsonList, jsonList, sqliteJsonRows } from '../json-rows.repo.ts';
import { type ShownRow, shownColumns } from './columns.ts';
import { among, type Condition } from './conditions.repo.ts';

/** Rows with what lists show beside them, in the same order. */
export async function completeRows<Row extends ShownRow>(db: Db, rows: Row[]): Promise<ContactListItem[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [names, tags, groups] = await Promise.all([
    sessionNames(db, [...new Set(rows.map(({ session_id }) => session_id))]),
    tagsOf(db, ids),
    groupCounts(db, ids),
  ]);
  return rows.map((row) => ({
    ...shown(row),
    session_name: names.get(row.session_id) ?? row.session_id,
    tags: tags.get(row.id) ?? [],
    groups_count: groups.get(row.id) ?? 0,
  }));
}

const tagFields = sqliteJsonFields('tags', ['id', 'name', 'color']);
const jsonFields = `${sqliteJsonFields('contacts', shownColumns)},
  'session_name', coalesce(whatsapp_sessions.name, contacts.session_id),
  'tags', (select json_group_array(json_object(${tagFields}) order by tags.name)
    from contact_tags join tags on tags.id = contact_tags.tag_id where contact_tags.contact_row_id = contacts.id),
  'groups_count', (select count(*) from group_members as member
    where member.session_id = contacts.session_id and member.contact_row_id = contacts.id and member.left_at is null)`;
const jsonJoins = 'left join whatsapp_sessions on whatsapp_sessions.session_id = contacts.session_id';

/** The same of these ids, as the list of an answer. */
export async function readItemsAsJson(storage: Storage, ids: number[]): Promise<JsonList> {
  if (storage.dialect === 'sqlite') return await sqliteJsonRows(storage, ids, jsonFields, jsonJoins);
  return jsonList(await completeRows(storage.db, await readRows(storage.db, ids)));
}

/** The contacts of these ids that the caller may see, in the order of the ids; also what is in the trash. */
export async function readContactItems(db: Db, visible: Visible, ids: number[]): Promise<ContactListItem[]> {
  if (ids.length === 0) return [];
  return await completeRows(db, await readRows(db, ids, among({ visible, alias: 'contacts' })));
}

/** The rows of these ids, in the order of the ids. */
export async function readRows(db: Db, ids: number[], where: Condition = sql`1 = 1`): Promise<ShownRow[]> {
  if (ids.length === 0) return [];
  const query = db
    .selectFrom('contacts')
    .select([...shownColumns])
    .where('id', 'in', ids)
    .where(where);
  const byId = new Map((await query.execute()).map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The names of sessions. */
export async function sessionNames(db: Db, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const query = db.selectFrom('whatsapp_sessions').select(['session_id', 'name']).where('session_id', 'in', ids);
  return new Map((await query.execute()).map(({ session_id, name }) => [session_id, name]));
}

async function tagsOf(db: Db, ids: number[]): Promise<Map<number, TagMark[]>> {
  const rows = await db
    .selectFrom('contact_tags as mark')
    .innerJoin('tags as tag', 'tag.id', 'mark.tag_id')
    .select(['mark.contact_row_id', 'tag.id', 'tag.name', 'tag.color'])
    .where('mark.contact_row_id', 'in', ids)
    .orderBy('tag.name')
    .execute();
  const found = new Map<number, TagMark[]>();
  for (const { contact_row_id, ...tag } of rows) {
    const known = found.get(contact_row_id);
    if (known) known.push(tag);
    else found.set(contact_row_id, [tag]);
  }
  return found;
}

async function groupCounts(db: Db, ids: number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('contacts as person')
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'person.session_id').onRef('member.contact_row_id', '=', 'person.id'),
    )
    .select(['person.id', sql<number>`count(*)`.as('count')])
    .where('person.id', 'in', ids)
    .where('member.left_at', 'is', null)
    .groupBy('person.id')
    .execute();
  return new Map(rows.map(({ id, count }) => [id, Number(count)]));
}

/** A row without what is for our own use. */
function shown(row: ShownRow): ShownRow {
  const found: Record<string, unknown> = {};
  for (const column of shownColumns) found[column] = row[column];
  return found as ShownRow;
}
