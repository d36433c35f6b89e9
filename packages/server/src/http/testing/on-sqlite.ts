import { type Clock, systemClock } from '../../core/index.ts';
import { freshSqlite } from '../../storage/dialects/fresh.ts';
import { migrate, openStorage } from '../../storage/index.ts';
import { realHttp } from './real.ts';

/** The same on an SQLite database of its own, which goes when the test closes it. */
export async function httpOnSqlite(clock: Clock = systemClock) {
  const database = await freshSqlite();
  const storage = await openStorage({ url: database.url });
  await migrate(storage);
  const http = await realHttp(storage, database.url, clock);
  return {
    ...http,
    storage,
    async close(): Promise<void> {
      await http.close();
      await storage.close();
      await database.drop();
    },
  };
}
