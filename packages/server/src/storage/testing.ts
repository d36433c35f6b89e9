import { afterAll, beforeAll, describe } from 'vitest';
import { type FreshDatabase, freshMysql, freshPostgres, freshSqlite } from './dialects/fresh.ts';
import { isReachable } from './dialects/reachable.ts';
import { type DialectName, migrate, openStorage, type Storage } from './index.ts';

/** The suite's own database. */
export type TestDatabase = {
  readonly dialect: DialectName;
  /** For another thread or process, or an own `openStorage`; known once the tests run. */
  url(): string;
};

/** Opens the suite's database, migrated; it is closed after the suite. */
export type OpenStorage = () => Promise<Storage>;

type Suite = (open: OpenStorage, database: TestDatabase) => void;
type Server = { dialect: DialectName; address: string; create: () => Promise<FreshDatabase> };

const mysqlUrl = process.env['TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';
const postgresUrl = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const servers: Server[] = [
  { dialect: 'sqlite', address: '', create: freshSqlite },
  { dialect: 'mysql', address: new URL(mysqlUrl).host, create: () => freshMysql(mysqlUrl) },
  { dialect: 'postgres', address: new URL(postgresUrl).host, create: () => freshPostgres(postgresUrl) },
];
const required = process.env['REQUIRE_DATABASES'] === '1';
const reachable = new Map(
  await Promise.all(servers.map(async ({ address }) => [address, required || (await isReachable(address))] as const)),
);

/**
 * Runs a suite once on each dialect, each time on a fresh database that is dropped afterwards. A server that cannot
 * be reached skips its turn and says so in the name; with REQUIRE_DATABASES=1 it fails.
 */
export function describeEachDialect(name: string, suite: Suite): void {
  for (const server of servers) describeOn(server, name, suite);
}

/** The same on one dialect. */
export function describeDialect(dialect: DialectName, name: string, suite: Suite): void {
  for (const server of servers) if (server.dialect === dialect) describeOn(server, name, suite);
}

/** The dialects whose servers answer, each with a way to a fresh database. */
export function reachableDatabases(): { dialect: DialectName; create: () => Promise<FreshDatabase> }[] {
  return servers.filter(({ address }) => reachable.get(address));
}

function describeOn({ dialect, address, create }: Server, name: string, suite: Suite): void {
  const unreachable = !reachable.get(address);
  const title = `${name} on ${dialect}${unreachable ? ` (SKIPPED: ${address} unreachable)` : ''}`;
  describe.skipIf(unreachable)(title, () => {
    const opened: Storage[] = [];
    let fresh: FreshDatabase | undefined;
    const freshUrl = () => fresh?.url ?? notYet();
    beforeAll(async () => {
      fresh = await create();
    }, 60_000);
    afterAll(async () => {
      await Promise.all(opened.map((storage) => storage.close()));
      await fresh?.drop();
    }, 60_000);
    suite(() => openMigrated(freshUrl(), opened), { dialect, url: freshUrl });
  });
}

async function openMigrated(url: string, opened: Storage[]): Promise<Storage> {
  const storage = await openStorage({ url, poolSize: 5 });
  opened.push(storage);
  await migrate(storage);
  return storage;
}

function notYet(): never {
  throw new Error('the database is there once the tests run');
}
