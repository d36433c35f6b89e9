import type { Selectable } from 'kysely';
import type { Db, KeptAnswersTable } from '../../storage/index.ts';

export type KeptAnswer = Selectable<KeptAnswersTable>;

/** Forgets what is older. */
export async function deleteAnswersBefore(db: Db, at: string): Promise<void> {
  await db.deleteFrom('kept_answers').where('at', '<', at).execute();
}

/** What is known of a request, undefined when it is new. */
export async function findAnswer(db: Db, requestKey: string): Promise<KeptAnswer | undefined> {
  return await db.selectFrom('kept_answers').selectAll().where('request_key', '=', requestKey).executeTakeFirst();
}

/** Notes a request that begins. Throws the dialect's error when it is known. */
export async function insertAnswer(db: Db, row: KeptAnswer): Promise<void> {
  await db.insertInto('kept_answers').values(row).execute();
}

/** Notes what a request was answered, or that it begins anew. */
export async function updateAnswer(db: Db, requestKey: string, patch: Partial<KeptAnswer>): Promise<void> {
  await db.updateTable('kept_answers').set(patch).where('request_key', '=', requestKey).execute();
}

/** Forgets a request. */
export async function deleteAnswer(db: Db, requestKey: string): Promise<void> {
  await db.deleteFrom('kept_answers').where('request_key', '=', requestKey).execute();
}
