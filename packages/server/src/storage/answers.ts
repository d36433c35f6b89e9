import { CompiledQuery, sql } from 'kysely';
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

const askVersion = CompiledQuery.raw('pragma data_version');

/** A number that is another one after every commit, by this program or any other (https://sqlite.org/pragma.html#pragma_data_version). Undefined for servers, which can't tell. */
export async function dataVersion({ db, dialect }: Pick<Storage, 'db' | 'dialect'>): Promise<number | undefined> {
  if (dialect !== 'sqlite') return undefined;
  const [row] = (await db.executeQuery<{ data_version: number }>(askVersion)).rows;
  return row?.data_version;
}
