import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from '../../schema.ts';
import type { DatabaseAddress } from '../../url.ts';
import { whenFree } from './busy.ts';
import { SqliteConnection } from './connection.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { connections } from './lease.ts';

const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  pragma temp_store = memory;
  pragma cache_size = -16000;
  pragma wal_autocheckpoint = 4000;
  pragma journal_size_limit = 67108864;
  pragma analysis_limit = 400;
`;

/** Opens the file, which only its owner may read; it and its folder are made when missing. */
export async function openSqlite(address: DatabaseAddress): Promise<Kysely<Database>> {
  const file = resolve(address.path);
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, 'a', 0o600));
  const [reader, writer] = [await connect(file), await connect(file)];
  return new Kysely<Database>({ dialect: new NodeSqliteDialect(connections(reader, writer)) });
}

/** Opens the file as it is now: what is written from here on is not seen. Close it soon, for the write-ahead log grows meanwhile. */
export async function openSqliteSnapshot(address: DatabaseAddress): Promise<Kysely<Database>> {
  const file = resolve(address.path);
  const [reader, writer] = [await connect(file), await connect(file)];
  reader.exec('begin');
  // the moment is that of the first reading
  await whenFree(() => reader.run('select count(*) from sqlite_schema', []));
  return new Kysely<Database>({ dialect: new NodeSqliteDialect(connections(reader, writer)) });
}

/** Foreign keys stay off: we declare none, and those of an adopted database would delete while its tables are rebuilt. */
async function connect(file: string): Promise<SqliteConnection> {
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
  try {
    await whenFree(() => database.exec(pragmas));
    return new SqliteConnection(database);
  } catch (error) {
    database.close();
    throw error;
  }
}
