import { chunksOf } from '../../core/index.ts';
import type { BulkWriter, Db } from '../../storage/index.ts';
import type { LeftNumbers, TimedPair } from './left-numbers.ts';

/** Digits of a LID and of the phone behind it. */
export type LidPair = { lid: string; pn: string };

/** Phones by LID. */
export async function findPhones(db: Db, sessionId: string, lids: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const part of chunksOf(lids)) {
    const query = db.selectFrom('engine_lid_map').select(['lid', 'pn']).where('session_id', '=', sessionId);
    for (const row of await query.where('lid', 'in', part).execute()) found.set(row.lid, row.pn);
  }
  return found;
}

/** LIDs by phone. */
export async function findLids(db: Db, sessionId: string, phones: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const part of chunksOf(phones)) {
    const query = db.selectFrom('engine_lid_map').select(['lid', 'pn']).where('session_id', '=', sessionId);
    for (const row of await query.where('pn', 'in', part).execute()) found.set(row.pn, row.lid);
  }
  return found;
}

/** A person's id that was replaced by another: what is known under it belongs to the other. */
export type Replaced = { from: string; to: string };

/**
 * Saves pairs in their order; a newer pair wins in both directions, so that a phone has one LID and a LID one phone. One that
 * was given up since is old news, and left alone. Tells the ids that were replaced: the LID of a phone, the old phone of a LID.
 */
export async function savePairs(
  db: Db,
  bulk: BulkWriter,
  sessionId: string,
  pairs: readonly TimedPair[],
  left: LeftNumbers,
): Promise<Replaced[]> {
  const lidOf = await findLids(db, sessionId, [...new Set(pairs.map(({ pn }) => pn))]);
  const concerned = concernedBy(
    pairs,
    pairs.filter(({ lid, pn }) => lidOf.get(pn) !== lid),
  );
  if (concerned.length === 0) return [];
  const lids = [...new Set(concerned.map(({ lid }) => lid))];
  const phoneOf = await findPhones(db, sessionId, lids);
  const replaced: Replaced[] = [];
  const homeless = new Set<string>();
  for (const pair of concerned) {
    const { lid, pn } = pair;
    if (phoneOf.get(lid) === pn || left.isOld(pair)) continue;
    const [oldPhone, oldLid] = [phoneOf.get(lid), lidOf.get(pn)];
    if (oldPhone !== undefined && oldPhone !== pn) {
      left.left({ lid, pn: oldPhone });
      lidOf.delete(oldPhone);
      replaced.push({ from: phoneJid(oldPhone), to: phoneJid(pn) });
    }
    if (oldLid !== undefined && oldLid !== lid) {
      phoneOf.delete(oldLid);
      homeless.add(oldLid);
      replaced.push({ from: `${oldLid}@lid`, to: phoneJid(pn) });
    }
    phoneOf.set(lid, pn);
    lidOf.set(pn, lid);
    left.taken(pn);
    homeless.delete(lid);
    replaced.push({ from: `${lid}@lid`, to: phoneJid(pn) });
  }
  await deletePairs(db, sessionId, [...homeless]);
  const rows = lids.flatMap((lid) => {
    const pn = phoneOf.get(lid);
    return pn === undefined ? [] : [{ session_id: sessionId, lid, pn }];
  });
  await bulk.upsert(db, 'engine_lid_map', rows, { key: ['session_id', 'lid'], columns: ['pn'] });
  return replaced;
}

/** The pairs that share an id with one that changes something: of these the order counts. */
function concernedBy(pairs: readonly TimedPair[], changed: TimedPair[]): TimedPair[] {
  const lids = new Set(changed.map(({ lid }) => lid));
  const phones = new Set(changed.map(({ pn }) => pn));
  return pairs.filter(({ lid, pn }) => lids.has(lid) || phones.has(pn));
}

function phoneJid(digits: string): string {
  return `${digits}@s.whatsapp.net`;
}

export async function deleteAllPairs(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_lid_map').where('session_id', '=', sessionId).execute();
}

async function deletePairs(db: Db, sessionId: string, lids: string[]): Promise<void> {
  for (const part of chunksOf(lids)) {
    await db.deleteFrom('engine_lid_map').where('session_id', '=', sessionId).where('lid', 'in', part).execute();
  }
}
