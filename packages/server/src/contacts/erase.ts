import type { Transaction } from 'kysely';
import { appendRemovedOfSession } from '../changes/index.ts';
import { deleteMemberships } from '../groups/index.ts';
import type { Database, Storage } from '../storage/index.ts';
import { deleteContacts } from './contacts.repo.ts';

/**
 * Removes every contact, group and membership of a session and notes each contact and group as removed. Returns how many
 * contacts and groups there were.
 */
export async function eraseContacts(
  storage: Storage,
  trx: Transaction<Database>,
  sessionId: string,
  at: string,
): Promise<number> {
  await appendRemovedOfSession(storage, trx, sessionId, { source: 'user', at });
  await deleteMemberships(trx, sessionId);
  return await deleteContacts(trx, sessionId);
}
