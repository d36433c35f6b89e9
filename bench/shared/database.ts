import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';
import { type DialectName, migrate, openStorage, type Storage } from '../../packages/server/src/storage/index.ts';

/** An empty, migrated database; whoever asked for it drops it. */
export type BenchDatabase = { url: string; storage: Storage; drop(): Promise<void> };

const mysqlUrl = process.env['TEST_MYSQL_URL'] ?? 'mysql://root@127.0.0.1:3306';
const postgresUrl = process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** A database of its own for one measurement. */
export async function benchDatabase(dialect: DialectName): Promise<BenchDatabase> {
  const { url, remove } = await create(dialect);
  const storage = await openStorage({ url });
  await migrate(storage);
  const drop = async () => {
    await storage.close();
    await remove();
  };
  return { url, storage, drop };
}

async function create(dialect: DialectName): Promise<{ url: string; remove(): Promise<void> }> {
  const name = `grabber_bench_${randomBytes(6).toString('hex')}`;
  if (dialect === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), `${name}-`));
    const remove = async () => rmSync(folder, { recursive: true, force: true });
    return { url: `sqlite:${join(folder, 'bench.db')}`, remove };
  }
  const [server, run] = dialect === 'mysql' ? [mysqlUrl, onMysql] : [postgresUrl, onPostgres];
  await run(server, `create database ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  return { url: address.href, remove: () => run(server, `drop database ${name}`) };
}

async function onMysql(url: string, statement: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query(statement).finally(() => connection.end());
}

async function onPostgres(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
