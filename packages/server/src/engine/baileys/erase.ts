import type { Storage } from '../../storage/index.ts';
import { deleteCredentials } from './credentials.repo.ts';
import { deleteDirectory } from './directory.repo.ts';
import { deleteAllKeys } from './keys.repo.ts';
import { deleteAllPairs } from './lid-map.repo.ts';
import { deleteInbox } from './sync-inbox.repo.ts';
import { deleteSyncState } from './sync-state.repo.ts';

/** Erases everything the engine keeps of an account: after a logout nothing of it may serve the next link. */
export async function eraseAccount(storage: Storage, sessionId: string): Promise<void> {
  await storage.transaction(async (trx) => {
    await deleteCredentials(trx, sessionId);
    await deleteAllKeys(trx, sessionId);
    await deleteInbox(trx, sessionId);
    await deleteSyncState(trx, sessionId);
    await deleteDirectory(trx, sessionId);
    await deleteAllPairs(trx, sessionId);
  });
}
