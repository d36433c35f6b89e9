import { type Kysely, sql } from 'kysely';
import { analyze } from './dialects/analyze.ts';
import { mysqlBulk } from './dialects/mysql/bulk.ts';
import { openMysql } from './dialects/mysql/open.ts';
import { postgresBulk } from './dialects/postgres/bulk.ts';
import { openPostgres } from './dialects/postgres/open.ts';
import { sqliteBulk } from './dialects/sqlite/bulk.ts';
import { openSqlite } from './dialects/sqlite/open.ts';
import { retryLost } from './retry.ts';
import type { Database } from './schema.ts';
import type { BulkWriter, DialectName, Storage, StorageOptions } from './storage.ts';
import { type DatabaseAddress, maskUrl, parseDatabaseUrl } from './url.ts';

type Opener = (address: DatabaseAddress, poolSize: number) => Promise<Kysely<Database>>;

const openers: Record<DialectName, Opener> = { sqlite: openSqlite, mysql: openMysql, postgres: openPostgres };
const bulks: Record<DialectName, BulkWriter> = { sqlite: sqliteBulk, mysql: mysqlBulk, postgres: postgresBulk };
const defaultPoolSize = 10;

/**
 * Opens the database and makes sure that it answers; the tables are there once somebody ran `migrate`. Every thread
 * opens its own. What fails, fails with a sentence that names DATABASE_URL and hides the password.
 */
export async function openStorage({ url, poolSize = defaultPoolSize }: StorageOptions): Promise<Storage> {
  const address = parseDatabaseUrl(url);
  const db = await connect(address, poolSize);
  return {
    dialect: address.dialect,
    db,
    bulk: bulks[address.dialect],
    transaction: (work) => retryLost(() => db.transaction().execute(work)),
    analyze: (tables) => analyze(db, address.dialect, tables),
    close: () => db.destroy(),
  };
}

async function connect(address: DatabaseAddress, poolSize: number): Promise<Kysely<Database>> {
  let db: Kysely<Database> | undefined;
  try {
    db = await openers[address.dialect](address, poolSize);
    await sql`select 1`.execute(db);
    return db;
  } catch (error) {
    await db?.destroy();
    throw new Error(`DATABASE_URL: ${maskUrl(address.url)} cannot be opened: ${reasonOf(error)}`, { cause: error });
  }
}

/** Node's "all addresses failed" has no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
