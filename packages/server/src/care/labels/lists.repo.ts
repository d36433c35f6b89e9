import type { Insertable, Selectable } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { whereContacts } from '../../contacts/index.ts';
import type { ContactListsTable, Db, Storage } from '../../storage/index.ts';

export type ListRow = Selectable<ContactListsTable>;

export async function readLists(db: Db): Promise<ListRow[]> {
  return await db.selectFrom('contact_lists').selectAll().execute();
}

/** By id, how many contacts are on a list, of those that the caller sees outside the trash. */
export async function countListed({ db, dialect }: Storage, visible: Visible): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('contact_list_members')
    .innerJoin('contacts', 'contacts.id', 'contact_list_members.contact_row_id')
    .select((eb) => ['contact_list_members.list_id', eb.fn.countAll<number>().as('count')])
    .where(whereContacts({ dialect }, {}, visible))
    .groupBy('contact_list_members.list_id')
    .execute();
  return new Map(rows.map(({ list_id, count }) => [list_id, Number(count)]));
}

export async function insertList(db: Db, row: Insertable<ContactListsTable>): Promise<ListRow> {
  await db.insertInto('contact_lists').values(row).execute();
  return await db.selectFrom('contact_lists').selectAll().where('name', '=', row.name).executeTakeFirstOrThrow();
}

export async function renameList(db: Db, id: number, name: string): Promise<void> {
  await db.updateTable('contact_lists').set({ name }).where('id', '=', id).execute();
}

export async function deleteList(db: Db, id: number): Promise<void> {
  await db.deleteFrom('contact_list_members').where('list_id', '=', id).execute();
  await db.deleteFrom('contact_lists').where('id', '=', id).execute();
}
