import { type FreshDatabase, freshMysql, freshPostgres, freshSqlite } from '../../storage/dialects/fresh.ts';
import type { DialectName } from '../../storage/index.ts';

/** An empty database for what runs outside of a test suite: other processes and benchmarks. */
export async function freshDatabase(
  dialect: DialectName,
  servers: { mysql: string; postgres: string },
): Promise<FreshDatabase> {
  if (dialect === 'sqlite') return await freshSqlite();
  return dialect === 'mysql' ? await freshMysql(servers.mysql) : await freshPostgres(servers.postgres);
}
