import { freshDatabase } from '../../packages/server/src/grabbing/testing/fresh-database.ts';
import { type DialectName, migrate, openStorage, type Storage } from '../../packages/server/src/storage/index.ts';

/** An empty, migrated database; whoever asked for it drops it. */
export type BenchDatabase = { url: string; storage: Storage; drop(): Promise<void> };

const servers = {
  mysql: process.env['TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306',
  postgres: process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres',
};

/** A database of its own for one measurement. */
export async function benchDatabase(dialect: DialectName): Promise<BenchDatabase> {
  const fresh = await freshDatabase(dialect, servers);
  const storage = await openStorage({ url: fresh.url });
  await migrate(storage);
  const drop = async () => {
    await storage.close();
    await fresh.drop();
  };
  return { url: fresh.url, storage, drop };
}
