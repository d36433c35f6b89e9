import type { Insertable, Selectable } from 'kysely';
import type { Db, SignInsTable } from '../storage/index.ts';

export type SignInRow = Selectable<SignInsTable>;

export async function insertSignIn(db: Db, row: Insertable<SignInsTable>): Promise<void> {
  await db.insertInto('sign_ins').values(row).execute();
}

export function findSignIn(db: Db, tokenHash: string): Promise<SignInRow | undefined> {
  return db.selectFrom('sign_ins').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
}

/** A person's, newest use first. */
export function listSignIns(db: Db, personId: number): Promise<SignInRow[]> {
  return db
    .selectFrom('sign_ins')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('last_used_at', 'desc')
    .execute();
}

export async function touchSignIn(db: Db, id: number, at: string): Promise<void> {
  await db.updateTable('sign_ins').set({ last_used_at: at }).where('id', '=', id).execute();
}

/** Ends a person's sign-ins: one, all but one, or all. Tells how many there were. */
export async function deleteSignIns(
  db: Db,
  personId: number,
  { only, except }: { only?: number; except?: number | undefined } = {},
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('sign_ins')
    .where('person_id', '=', personId)
    .$if(only !== undefined, (query) => query.where('id', '=', only as number))
    .$if(except !== undefined, (query) => query.where('id', '<>', except as number))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Removes what has expired. */
export async function deleteExpiredSignIns(db: Db, now: string): Promise<void> {
  await db.deleteFrom('sign_ins').where('expires_at', '<=', now).execute();
}
