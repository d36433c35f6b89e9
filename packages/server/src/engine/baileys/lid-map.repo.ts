import type { BulkWriter, Db } from '../../storage/index.ts';
import { chunksOf } from './chunks.ts';

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

/** A person's id that was replaced by another. */
export type Replaced = { from: string; to: string };

/**
 * Saves pairs; a newer pair wins in both directions, so that a phone has one LID and a LID one phone. Tells the ids that were
 * replaced: the old LID of a phone that has another now, the old phone of a LID that moved to another number.
 */
export async function savePairs(db: Db, bulk: BulkWriter, sessionId: string, pairs: LidPair[]): Promise<Replaced[]> {
  const byPhone = new Map(pairs.map((pair) => [pair.pn, pair.lid]));
  const byLid = new Map([...byPhone].map(([pn, lid]) => [lid, pn]));
  const fresh = [...byLid].map(([lid, pn]) => ({ lid, pn }));
  const lidsBefore = await findLids(db, sessionId, [...byPhone.keys()]);
  const changed = fresh.filter(({ lid, pn }) => lidsBefore.get(pn) !== lid);
  if (changed.length === 0) return [];
  const phonesBefore = await findPhones(
    db,
    sessionId,
    changed.map(({ lid }) => lid),
  );
  const oldLids = changed.map(({ pn }) => lidsBefore.get(pn)).filter((lid) => lid !== undefined);
  await deletePairs(db, sessionId, oldLids);
  const rows = changed.map((pair) => ({ session_id: sessionId, ...pair }));
  await bulk.upsert(db, 'engine_lid_map', rows, { key: ['session_id', 'lid'], columns: ['pn'] });
  return changed.flatMap(({ lid, pn }) => replacedBy(pn, lidsBefore.get(pn), phonesBefore.get(lid)));
}

function replacedBy(pn: string, oldLid: string | undefined, oldPhone: string | undefined): Replaced[] {
  const to = `${pn}@s.whatsapp.net`;
  const byLid = oldLid ? [{ from: `${oldLid}@lid`, to }] : [];
  return oldPhone ? [...byLid, { from: `${oldPhone}@s.whatsapp.net`, to }] : byLid;
}

export async function deleteAllPairs(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('engine_lid_map').where('session_id', '=', sessionId).execute();
}

async function deletePairs(db: Db, sessionId: string, lids: string[]): Promise<void> {
  for (const part of chunksOf(lids)) {
    await db.deleteFrom('engine_lid_map').where('session_id', '=', sessionId).where('lid', 'in', part).execute();
  }
}
