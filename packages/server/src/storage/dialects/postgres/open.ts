import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { Database } from '../../schema.ts';
import type { DatabaseAddress } from '../../url.ts';
import { CopyingClient } from './copy.ts';
import { postgresTypes } from './values.ts';

/** Opens a pool on PostgreSQL. */
export async function openPostgres(address: DatabaseAddress, poolSize: number): Promise<Kysely<Database>> {
  const pool = new pg.Pool({
    Client: CopyingClient,
    connectionString: address.url,
    max: poolSize,
    types: postgresTypes as pg.CustomTypesConfig,
    connectionTimeoutMillis: 10_000,
  });
  // an idle connection that breaks is replaced by the pool; without a listener it would end the process
  pool.on('error', () => {});
  return new Kysely<Database>({
    dialect: new PostgresDialect({
      pool,
      cursor: Cursor,
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(`set time zone 'UTC'`));
      },
    }),
  });
}
