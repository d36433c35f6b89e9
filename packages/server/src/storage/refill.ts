import { sql, type Transaction } from 'kysely';
import { AppError } from '../core/index.ts';
import { dropSchema, knownMigrations, migrate, migrateTo, schemaTools } from './migrate.ts';
import type { Database } from './schema.ts';
import type { AnyRow } from './snapshot.ts';
import type { Storage, TableName } from './storage.ts';
import { formerTables, primaryKeys, tableNames } from './tables.ts';

/** Takes the rows of another database into an empty one. */
export type Refill = {
  /** The table's columns here; what else a row has is left out. Empty when there is no such table. */
  columns(table: TableName): Promise<string[]>;
  insert(table: TableName, rows: AnyRow[]): Promise<void>;
};

const filledByMigrations: readonly TableName[] = ['change_order'];

/** Whether any table of ours has a row that no migration put there. */
export async function hasRows({ db, dialect }: Storage): Promise<boolean> {
  for (const table of tableNames) {
    if (filledByMigrations.includes(table)) continue;
    if (!(await schemaTools(dialect).find(db, table))) continue;
    if (await db.selectFrom(table).select(sql.lit(1).as('one')).limit(1).executeTakeFirst()) return true;
  }
  return false;
}

/**
 * Makes the tables anew as these migrations made them, fills them in one transaction, and brings them up to this program's schema.
 * What stood in our tables is gone. Throws `database_newer` before anything is changed when this program doesn't know a migration.
 */
export async function refill(
  storage: Storage,
  migrations: string[],
  fill: (refill: Refill) => Promise<void>,
): Promise<void> {
  const known = knownMigrations();
  const unknown = migrations.filter((name) => !known.includes(name));
  const newest = migrations.toSorted().at(-1);
  if (unknown.length > 0 || newest === undefined)
    throw new AppError('database_newer', { details: { unknown_migrations: unknown, newest_known: known.at(-1) } });
  await dropSchema(storage);
  await migrateTo(storage, newest);
  await storage.transaction(async (trx) => {
    for (const table of await tablesIn(storage)) await trx.deleteFrom(table).execute();
    await fill(refillOf(storage, trx));
    await continueIds(storage, trx);
  });
  await migrate(storage);
}

function refillOf({ bulk, dialect }: Storage, trx: Transaction<Database>): Refill {
  const schema = schemaTools(dialect);
  return {
    async columns(table) {
      const isOurs = tableNames.includes(table) || formerTables.includes(table);
      const found = isOurs ? await schema.find(trx, table) : undefined;
      return found?.columns.map(({ name }) => name) ?? [];
    },
    insert: (table, rows) => bulk.insert(trx, table, rows as never[]),
  };
}

async function tablesIn({ db, dialect }: Storage): Promise<TableName[]> {
  const found: TableName[] = [];
  for (const table of tableNames) if (await schemaTools(dialect).find(db, table)) found.push(table);
  return found;
}

/** The next new row comes after those that were filled in; the others do this by themselves. */
async function continueIds(storage: Storage, trx: Transaction<Database>): Promise<void> {
  if (storage.dialect !== 'postgres') return;
  for (const table of await tablesIn(storage)) {
    const [id, ...more] = primaryKeys[table];
    if (more.length > 0 || !['id', 'seq'].includes(id)) continue;
    const last = sql`(select max(${sql.ref(id)}) from ${sql.table(table)})`;
    await sql`select setval(pg_get_serial_sequence(${table}, ${id}), ${last}) where ${last} is not null`.execute(trx);
  }
}
