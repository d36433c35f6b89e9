import type { Insertable } from 'kysely';
import { type Db, type GrabErrorsTable, type Page, type PageWish, readPage, type Storage } from '../storage/index.ts';
import type { GrabError } from './types.ts';

export type NewGrabError = Insertable<GrabErrorsTable>;

/** Lists items that a grab could not read. */
export async function insertGrabErrors({ bulk }: Storage, db: Db, errors: NewGrabError[]): Promise<void> {
  if (errors.length > 0) await bulk.insert(db, 'grab_errors', errors);
}

/** The items that a grab could not read, in the order they came. */
export async function listGrabErrors(db: Db, grabId: number): Promise<GrabError[]> {
  return await db.selectFrom('grab_errors').selectAll().where('grab_id', '=', grabId).orderBy('id').execute();
}

/** One page of them. Throws `cursor_invalid`. */
export async function pageGrabErrors(db: Db, grabId: number, wish: PageWish): Promise<Page<GrabError>> {
  return await readPage(db.selectFrom('grab_errors').selectAll().where('grab_id', '=', grabId), wish);
}

/** How many items a grab could not read. */
export async function countGrabErrors(db: Db, grabId: number): Promise<number> {
  const errors = db.selectFrom('grab_errors').where('grab_id', '=', grabId);
  const { count } = await errors.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  return Number(count);
}

/** Forgets them, before the same grab is run again. */
export async function deleteGrabErrors(db: Db, grabId: number): Promise<void> {
  await db.deleteFrom('grab_errors').where('grab_id', '=', grabId).execute();
}
