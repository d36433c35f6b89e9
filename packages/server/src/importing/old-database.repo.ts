import { sql } from 'kysely';
import { openStorage, type Storage } from '../storage/index.ts';

export type RawRow = Record<string, unknown>;

/** Everything of the old application that we take in; a table that is not there has no rows. */
export type OldDatabase = { sessions: RawRow[]; contacts: Map<string, RawRow[]>; phonebook: RawRow[] };

/** Reads an old MySQL or MariaDB database at one moment, without changing anything there. Throws when it has no `contacts`. */
export async function readOldDatabase(url: string): Promise<OldDatabase> {
  const storage = await open(url);
  try {
    return await storage.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (trx) => {
        const tables = await tablesOf(trx);
        if (!tables.has('contacts')) throw new Error('--from: this database has no table contacts');
        const rows = (table: string) => (tables.has(table) ? allRows(trx, table) : []);
        const contacts = Map.groupBy(await rows('contacts'), (row) => String(row['session_id']));
        return { sessions: await rows('whatsapp_sessions'), contacts, phonebook: await rows('phonebook') };
      });
  } finally {
    await storage.close();
  }
}

async function open(url: string): Promise<Storage> {
  try {
    return await openStorage({ url, poolSize: 1 });
  } catch (error) {
    throw new Error((error as Error).message.replace(/^DATABASE_URL/, '--from'), { cause: error });
  }
}

async function tablesOf(db: Storage['db']): Promise<Set<string>> {
  const { rows } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = database()`.execute(db);
  return new Set(rows.map((row) => row.name));
}

/** Field variants lack an id, so order by whatever stands first. */
async function allRows(db: Storage['db'], table: string): Promise<RawRow[]> {
  return (await sql<RawRow>`select * from ${sql.table(table)} order by 1`.execute(db)).rows;
}
