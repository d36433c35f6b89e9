import { type Kysely, sql } from 'kysely';
import { analyze } from './dialects/analyze.ts';
import { retryLost } from './retry.ts';
import type { Database } from './schema.ts';
import type { BulkWriter, DialectName, Storage, StorageOptions } from './storage.ts';
import { type DatabaseAddress, maskUrl, parseDatabaseUrl } from './url.ts';

type Opener = (address: DatabaseAddress, poolSize: number) => Promise<Kysely<Database>>;

type Dialect = { open: Opener; bulk: BulkWriter };

/** Every thread loads the driver of its database only: those of the servers take some 25 MB. */
const dialects: Record<DialectName, () => Promise<Dialect>> = {
  async sqlite() {
    const { openSqlite: open } = await import('./dialects/sqlite/open.ts');
    return { open, bulk: (await import('./dialects/sqlite/bulk.ts')).sqliteBulk };
  },
  async mysql() {
    const { openMysql: open } = await import('./dialects/mysql/open.ts');
    return { open, bulk: (await import('./dialects/mysql/bulk.ts')).mysqlBulk };
  },
  async postgres() {
    const { openPostgres: open } = await import('./dialects/postgres/open.ts');
    return { open, bulk: (await import('./dialects/postgres/bulk.ts')).postgresBulk };
  },
};
const defaultPoolSize = 10;

/**
 * Opens the database and makes sure that it answers; the tables are there once somebody ran `migrate`. Every thread
 * opens its own. What fails, fails with a sentence that names DATABASE_URL and hides the password.
 */
export async function openStorage({ url, poolSize = defaultPoolSize }: StorageOptions): Promise<Storage> {
  const address = parseDatabaseUrl(url);
  const { open, bulk } = await dialects[address.dialect]();
  const db = await connect(address, () => open(address, poolSize));
  return {
    dialect: address.dialect,
    db,
    bulk,
    transaction: (work) => retryLost(() => db.transaction().execute(work)),
    analyze: (tables) => analyze(db, address.dialect, tables),
    close: () => db.destroy(),
  };
}

async function connect(address: DatabaseAddress, open: () => Promise<Kysely<Database>>): Promise<Kysely<Database>> {
  let db: Kysely<Database> | undefined;
  try {
    db = await open();
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
