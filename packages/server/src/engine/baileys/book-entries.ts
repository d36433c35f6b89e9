import { createHmac, hkdfSync } from 'node:crypto';
import { pnOf } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import { listKeyIds } from './keys.repo.ts';
import type { Sock } from './socket.ts';

export const bookCollection = 'critical_unblock_low';

/**
 * Which of these ids have an entry in the address book as the app state stands now. A removal reaches us as an upsert with the old
 * data (whatsapp-protocol.md, F8), but the state that Baileys keeps lists the entries that stand, by a MAC of their index
 * `["contact", id]` under the phone's key. Ids by LID may stand under an index we do not know, so they always count as standing.
 * When not even `known` ones are found, the list is not understood, and everybody stands.
 */
export async function standingEntries(
  { storage, sessionId, sock }: { storage: Storage; sessionId: string; sock: Sock },
  ids: string[],
  known: string[] = ids,
): Promise<Set<string>> {
  const { keys } = sock.authState;
  const state = (await keys.get('app-state-sync-version', [bookCollection]))[bookCollection];
  const macKeys = await indexKeys(storage, sessionId, sock);
  const stands = (id: string) => macKeys.some((key) => state?.indexValueMap[indexMac(key, id)] !== undefined);
  if (!known.some(stands)) return new Set(ids);
  return new Set(ids.filter((id) => pnOf(id) === undefined || stands(id)));
}

async function indexKeys(storage: Storage, sessionId: string, { authState }: Sock): Promise<Buffer[]> {
  const ids = await listKeyIds(storage.db, sessionId, 'app-state-sync-key');
  const found = await authState.keys.get('app-state-sync-key', ids);
  return Object.values(found).flatMap(({ keyData }) => (keyData ? [indexKey(keyData)] : []));
}

/** The first of the five keys that app-state records are written under (whatsapp-protocol.md, section 7). */
function indexKey(keyData: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', keyData, '', 'WhatsApp Mutation Keys', 160)).subarray(0, 32);
}

function indexMac(key: Buffer, id: string): string {
  return createHmac('sha256', key)
    .update(JSON.stringify(['contact', id]))
    .digest('base64');
}
