import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import pg from 'pg';

/** A database for one test suite. */
export type FreshDatabase = { url: string; drop(): Promise<void> };

/** A file in a folder of its own. */
export async function freshSqlite(): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'grabber-test-'));
  return {
    url: `sqlite:${join(folder, 'test.db')}`,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A new database on the server at `url`. */
export async function freshMysql(url: string): Promise<FreshDatabase> {
  const name = freshName();
  await onMysql(url, `create database ${name} character set utf8mb4 collate utf8mb4_unicode_ci`);
  return { url: withDatabase(url, name), drop: () => onMysql(url, `drop database ${name}`) };
}

/** A new database on the server at `url`. */
export async function freshPostgres(url: string): Promise<FreshDatabase> {
  const name = freshName();
  await onPostgres(url, `create database ${name} encoding 'UTF8' template template0`);
  return { url: withDatabase(url, name), drop: () => onPostgres(url, `drop database ${name} with (force)`) };
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

function withDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

function freshName(): string {
  return `grabber_test_${randomBytes(6).toString('hex')}`;
}
