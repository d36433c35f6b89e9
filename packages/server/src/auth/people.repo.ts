import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, PeopleTable } from '../storage/index.ts';

export type PersonRow = Selectable<PeopleTable>;

/** Everybody, in the order they came. */
export function listPeople(db: Db): Promise<PersonRow[]> {
  return db.selectFrom('people').selectAll().orderBy('id').execute();
}

/** Whether there is anybody at all, beside the one given. */
export async function anybody(db: Db, beside = 0): Promise<boolean> {
  const query = db.selectFrom('people').select('id').where('id', '<>', beside).limit(1);
  return (await query.executeTakeFirst()) !== undefined;
}

export function findPerson(db: Db, id: number): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findPersonByUsername(db: Db, username: string): Promise<PersonRow | undefined> {
  return db.selectFrom('people').selectAll().where('username', '=', username).executeTakeFirst();
}

/** Saves somebody new and returns the row. Throws the dialect's error when the username is taken. */
export async function insertPerson(db: Db, row: Insertable<PeopleTable>): Promise<PersonRow> {
  await db.insertInto('people').values(row).execute();
  return db.selectFrom('people').selectAll().where('username', '=', row.username).executeTakeFirstOrThrow();
}

export async function updatePerson(db: Db, id: number, patch: Updateable<PeopleTable>): Promise<void> {
  await db.updateTable('people').set(patch).where('id', '=', id).execute();
}

export async function deletePerson(db: Db, id: number): Promise<void> {
  await db.deleteFrom('people').where('id', '=', id).execute();
}
