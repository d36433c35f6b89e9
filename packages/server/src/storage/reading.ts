import { resolve } from 'node:path';
import { Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { ReaderThread } from './dialects/sqlite/reader.ts';
import type { Database } from './schema.ts';
import type { Reading, Storage, StorageOptions } from './storage.ts';
import { parseDatabaseUrl } from './url.ts';

/** Whoever opens it closes it. */
export type OpenReading = Reading & { close(): Promise<void> };

/**
 * The same database for reads that may take long: SQLite would answer them within the thread that asks, so another thread does; a server does
 * its work elsewhere anyway. What was committed before is seen. Throws whatever the query throws, without its code.
 */
export function openReading({ db, dialect }: Storage, { url }: Pick<StorageOptions, 'url'>): OpenReading {
  if (dialect !== 'sqlite') return { db, dialect, close: async () => {} };
  const thread = new ReaderThread(resolve(parseDatabaseUrl(url).path));
  const reading = new Kysely<Database>({
    dialect: {
      createDriver: () => thread,
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createAdapter: () => new SqliteAdapter(),
      createIntrospector: (any) => new SqliteIntrospector(any),
    },
  });
  return { db: reading, dialect, close: () => reading.destroy() };
}
