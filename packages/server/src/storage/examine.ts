import { sql } from 'kysely';
import { isoTime } from '../core/index.ts';
import { type SchemaState, schemaState } from './migrate.ts';
import type { DialectName, Storage } from './storage.ts';

export type DatabaseFacts = {
  version: string;
  schema: SchemaState;
  /** Why nothing can be written; null when it can, or when there is no schema yet to try it on. */
  unwritable: string | null;
  /** What SQLite found damaged; null when nothing is. Servers look after this themselves. */
  damaged: string | null;
  /** How far the server's clock is ahead of ours; null for a file. */
  skewMs: number | null;
};

const versions: Record<DialectName, string> = {
  sqlite: 'select sqlite_version() as answer',
  mysql: 'select version() as answer',
  postgres: "select current_setting('server_version') as answer",
};
const clocks: Partial<Record<DialectName, string>> = {
  mysql: 'select unix_timestamp(now(3)) * 1000 as answer',
  postgres: 'select extract(epoch from clock_timestamp()) * 1000 as answer',
};

/** Looks at an open database as it is, without migrating it; what it tries to write is rolled back. */
export async function examineDatabase(storage: Storage): Promise<DatabaseFacts> {
  const schema = await schemaState(storage);
  return {
    version: String(await ask(storage, versions[storage.dialect])),
    schema,
    unwritable: schema === 'current' ? await tryWriting(storage) : null,
    damaged: storage.dialect === 'sqlite' ? await findDamage(storage) : null,
    skewMs: await skewOf(storage),
  };
}

async function ask({ db }: Storage, question: string): Promise<unknown> {
  return (await sql.raw<{ answer: unknown }>(question).execute(db)).rows[0]?.answer;
}

class RollBack extends Error {}

async function tryWriting(storage: Storage): Promise<string | null> {
  const row = { migration: 'doctor', kind: 'summary', session_id: null, contact_row_id: null, details: '{}' } as const;
  try {
    await storage.transaction(async (trx) => {
      await trx
        .insertInto('migration_reports')
        .values({ ...row, at: isoTime(Date.now()) })
        .execute();
      throw new RollBack();
    });
    return null;
  } catch (error) {
    return error instanceof RollBack ? null : (error as Error).message;
  }
}

async function findDamage({ db }: Storage): Promise<string | null> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db);
  const [first] = rows;
  return first && first.quick_check !== 'ok' ? first.quick_check : null;
}

/** The answer was made somewhere between asking and hearing it. */
async function skewOf(storage: Storage): Promise<number | null> {
  const question = clocks[storage.dialect];
  if (!question) return null;
  const before = Date.now();
  const theirs = Number(await ask(storage, question));
  return Math.round(theirs - (before + Date.now()) / 2);
}
