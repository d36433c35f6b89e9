import type { BulkWriter, Db } from '../../storage/index.ts';
import { moveRow } from './directory.repo.ts';
import { type LidPair, savePairs } from './lid-map.repo.ts';

/** Saves which LID belongs to which phone; what was known under an id that WhatsApp replaced moves to the phone of now. */
export async function learnPairs(db: Db, bulk: BulkWriter, sessionId: string, pairs: LidPair[]): Promise<void> {
  for (const { from, to } of await savePairs(db, bulk, sessionId, pairs)) await moveRow(db, bulk, sessionId, from, to);
}
