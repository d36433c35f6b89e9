import type { BulkWriter, Db } from '../../storage/index.ts';
import { findDirectoryRows, moveRow } from './directory.repo.ts';
import type { LeftNumbers, TimedPair } from './left-numbers.ts';
import { savePairs } from './lid-map.repo.ts';

/** Saves which LID belongs to which phone; what was known under the LID, or under an id that WhatsApp replaced, moves to the phone of now. */
export async function learnPairs(
  db: Db,
  bulk: BulkWriter,
  sessionId: string,
  pairs: readonly TimedPair[],
  left: LeftNumbers,
): Promise<void> {
  const replaced = await savePairs(db, bulk, sessionId, pairs, left);
  const known = await findDirectoryRows(db, sessionId, [...new Set(replaced.map(({ from }) => from))]);
  const there = new Set(known.keys());
  for (const { from, to } of replaced) {
    if (!there.delete(from)) continue;
    await moveRow(db, bulk, sessionId, from, to);
    there.add(to);
  }
}
