import { CompiledQuery, Kysely, MysqlDialect, MysqlQueryCompiler } from 'kysely';
import { createPool, type Pool, type PoolOptions } from 'mysql2';
import type { Database } from '../../schema.ts';
import type { DatabaseAddress } from '../../url.ts';
import { fromMysql, toMysql } from './values.ts';

const session = [
  // a long list of ids stays one: MariaDB would make a table of it, and read that first whatever index it was told
  // strict, or a server set up loosely would cut names silently; zero dates stay legal, for old tables may default to them
  `set session time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
    /*M!100300 , in_predicate_conversion_threshold = 0 */`,
  'set session transaction isolation level read committed',
];

/** Opens a pool on MySQL or MariaDB. */
export async function openMysql(address: DatabaseAddress, poolSize: number): Promise<Kysely<Database>> {
  const pool = createPool({ uri: address.url.replace(/^mariadb:/i, 'mysql:'), ...options(poolSize) });
  return new Kysely<Database>({ dialect: new OurMysqlDialect(pool) });
}

function options(poolSize: number): PoolOptions {
  return {
    charset: 'utf8mb4',
    timezone: 'Z',
    dateStrings: true,
    decimalNumbers: true,
    // affected rows are rows that changed, not rows that matched
    flags: ['-FOUND_ROWS'],
    connectionLimit: poolSize,
    typeCast: fromMysql,
  };
}

class OurMysqlDialect extends MysqlDialect {
  constructor(pool: Pool) {
    super({
      pool,
      onCreateConnection: async (connection) => {
        for (const statement of session) await connection.executeQuery(CompiledQuery.raw(statement));
      },
    });
  }

  override createQueryCompiler(): MysqlQueryCompiler {
    return new OurMysqlCompiler();
  }
}

class OurMysqlCompiler extends MysqlQueryCompiler {
  protected override appendValue(parameter: unknown): void {
    super.appendValue(toMysql(parameter));
  }
}
