import type { Db } from '../../storage/index.ts';
import { createSealer, UnreadableError } from '../seal.ts';
import { listCredentials } from './credentials.repo.ts';

/** How many accounts are linked, and how many of their credentials this secret does not open. */
export async function checkCredentials(db: Db, secretKey: string): Promise<{ linked: number; unreadable: number }> {
  const sealer = createSealer(secretKey);
  const stored = await listCredentials(db);
  const unreadable = stored.filter(({ session_id, sealed }) => {
    try {
      sealer.open([session_id, 'creds'], sealed);
      return false;
    } catch (error) {
      if (error instanceof UnreadableError) return true;
      throw error;
    }
  });
  return { linked: stored.length, unreadable: unreadable.length };
}
