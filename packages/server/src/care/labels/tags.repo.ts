import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { whereContacts } from '../../contacts/index.ts';
import type { Db, Storage, TagsTable } from '../../storage/index.ts';
import type { CareRow } from '../rows.repo.ts';

export type TagRow = Selectable<TagsTable>;

export async function readTags(db: Db): Promise<TagRow[]> {
  return await db.selectFrom('tags').selectAll().execute();
}

/** By id, how many contacts have a tag, of those that the caller sees outside the trash. */
export async function countTagged(
  { db, dialect }: Storage,
  visible: Visible,
  tag?: number,
): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('contact_tags')
    .innerJoin('contacts', 'contacts.id', 'contact_tags.contact_row_id')
    .select((eb) => ['contact_tags.tag_id', eb.fn.countAll<number>().as('count')])
    .where(whereContacts({ dialect }, {}, visible))
    .$if(tag !== undefined, (query) => query.where('contact_tags.tag_id', '=', tag ?? 0))
    .groupBy('contact_tags.tag_id')
    .execute();
  return new Map(rows.map(({ tag_id, count }) => [tag_id, Number(count)]));
}

export async function insertTag(db: Db, row: Insertable<TagsTable>): Promise<TagRow> {
  await db.insertInto('tags').values(row).execute();
  return await db.selectFrom('tags').selectAll().where('name', '=', row.name).executeTakeFirstOrThrow();
}

export async function updateTag(db: Db, id: number, patch: Updateable<TagsTable>): Promise<void> {
  if (Object.keys(patch).length > 0) await db.updateTable('tags').set(patch).where('id', '=', id).execute();
}

/** Some contacts that have the tag, whoever sees them. */
export async function someTagged(
  db: Db,
  tag: number,
  limit: number,
): Promise<Pick<CareRow, 'id' | 'session_id' | 'type'>[]> {
  return await db
    .selectFrom('contact_tags')
    .innerJoin('contacts', 'contacts.id', 'contact_tags.contact_row_id')
    .select(['contacts.id', 'contacts.session_id', 'contacts.type'])
    .where('contact_tags.tag_id', '=', tag)
    .limit(limit)
    .execute();
}

/** Removes the tag and what is left of it at contacts that are there no more. */
export async function deleteTag(db: Db, id: number): Promise<void> {
  await db.deleteFrom('contact_tags').where('tag_id', '=', id).execute();
  await db.deleteFrom('tag_rules').where('tag_id', '=', id).execute();
  await db.deleteFrom('tags').where('id', '=', id).execute();
}
