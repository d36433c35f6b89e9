import { migrate, openStorage, type Storage } from '../storage/index.ts';
import type { Io } from './io.ts';

/** Runs `work` on the configured database, brought up to date first. */
export async function withDatabase<T>(io: Io, work: (storage: Storage) => Promise<T>): Promise<T> {
  const storage = await openStorage({ url: io.config().databaseUrl });
  try {
    await migrate(storage);
    return await work(storage);
  } finally {
    await storage.close();
  }
}

/** Prepares or updates the database. */
export async function migrateDatabase(io: Io, { json }: { json?: boolean }): Promise<void> {
  const storage = await openStorage({ url: io.config().databaseUrl });
  const migrations = await migrate(storage).finally(() => storage.close());
  if (json) io.print(JSON.stringify({ migrations }));
  else io.say('migrated');
}
