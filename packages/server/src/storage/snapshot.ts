import type { Transaction } from 'kysely';
import { openSqliteSnapshot } from './dialects/sqlite/open.ts';
import { executedMigrations, schemaTools } from './migrate.ts';
import { openStorage } from './open.ts';
import type { Database } from './schema.ts';
import type { Db, DialectName, TableName } from './storage.ts';
import { primaryKeys, tableNames } from './tables.ts';
import { parseDatabaseUrl } from './url.ts';

export type AnyRow = Record<string, unknown>;

/** The whole database as it was at one moment, whatever others write meanwhile. */
export type Snapshot = {
  dialect: DialectName;
  /** The migrations that made its tables. */
  migrations: string[];
  /** Our tables in it, with their columns as they are. */
  tables: { name: TableName; columns: string[] }[];
  count(table: TableName): Promise<number>;
  /** All rows by primary key, some at a time. */
  rows(table: TableName): AsyncIterable<AnyRow>;
};

const rowsAtOnce = 500;

/** Opens the database anew and reads it at one moment; nobody is kept from writing. */
export async function readSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const address = parseDatabaseUrl(url);
  if (address.dialect === 'sqlite') {
    const db = await openSqliteSnapshot(address);
    return await snapshotOf(db, 'sqlite')
      .then(work)
      .finally(() => db.destroy());
  }
  const storage = await openStorage({ url, poolSize: 1 });
  const { db, dialect } = storage;
  const reading = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return await reading
    .execute(async (trx: Transaction<Database>) => work(await snapshotOf(trx, dialect)))
    .finally(() => storage.close());
}

async function snapshotOf(db: Db, dialect: DialectName): Promise<Snapshot> {
  const schema = schemaTools(dialect);
  const tables: Snapshot['tables'] = [];
  for (const name of tableNames) {
    const found = await schema.find(db, name);
    if (found) tables.push({ name, columns: found.columns.map((column) => column.name) });
  }
  return {
    dialect,
    migrations: await executedMigrations(db, schema),
    tables,
    async count(table) {
      const { count } = await db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    rows: (table) => inOrder(db, table).stream(rowsAtOnce) as AsyncIterable<AnyRow>,
  };
}

function inOrder(db: Db, table: TableName) {
  let query = db.selectFrom(table).selectAll();
  for (const column of primaryKeys[table]) query = query.orderBy(db.dynamic.ref(column));
  return query;
}
