import { sql } from 'kysely';
import type { Storage } from './storage.ts';

/** Whether the database answers a short question now. */
export async function databaseAnswers({ db }: Pick<Storage, 'db'>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch {
    return false;
  }
}
