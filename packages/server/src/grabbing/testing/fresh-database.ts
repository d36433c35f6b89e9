import { type FreshDatabase, freshMysql, freshPostgres, freshSqlite } from '../../storage/dialects/fresh.ts';
import type { DialectName } from '../../storage/index.ts';

const mysqlUrl = process.env['TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';
const postgresUrl = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const makers: Record<DialectName, () => Promise<FreshDatabase>> = {
  sqlite: freshSqlite,
  mysql: () => freshMysql(mysqlUrl),
  postgres: () => freshPostgres(postgresUrl),
};

/** An empty database for what runs outside of a test suite: other processes and benchmarks. */
export function freshDatabase(dialect: DialectName): Promise<FreshDatabase> {
  return makers[dialect]();
}
