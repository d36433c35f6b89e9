import { lidOf } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';
import type { EngineIdentity } from '../engine.ts';
import type { LeftNumbers } from './left-numbers.ts';
import { findLids, findPhones } from './lid-map.repo.ts';

/** What the map knows of some people; LIDs of phones that they left, too. */
export type KnownIds = { phones: Map<string, string>; lids: Map<string, string>; left: LeftNumbers };

/** Looks up the other id of those of whom only one was told, and the number of now of those who were told under one they left. */
export async function knownIds(
  { db, sessionId, left }: { db: Db; sessionId: string; left: LeftNumbers },
  people: readonly EngineIdentity[],
): Promise<KnownIds> {
  const leavers = people.flatMap(({ pn }) => (pn ? (leaverOf(pn, left) ?? []) : []));
  const lids = people.flatMap(({ pn, lid }) => (lid && !pn ? [lid] : []));
  const phones = people.flatMap(({ pn, lid }) => (pn && !lid ? [pn] : []));
  return {
    phones: await findPhones(db, sessionId, [...new Set([...lids, ...leavers])]),
    lids: await findLids(db, sessionId, [...new Set(phones)]),
    left,
  };
}

/** The same person under both ids where the map knows them. */
export function withKnownIds<T extends EngineIdentity>(person: T, { phones, lids, left }: KnownIds): T {
  const leaver = person.pn === null ? undefined : leaverOf(person.pn, left);
  if (leaver !== undefined && (person.lid === null || person.lid === leaver)) {
    return { ...person, pn: phones.get(leaver) ?? null, lid: leaver };
  }
  return {
    ...person,
    pn: person.pn ?? phones.get(person.lid ?? '') ?? null,
    lid: person.lid ?? lids.get(person.pn ?? '') ?? null,
  };
}

function leaverOf(pn: string, left: LeftNumbers): string | undefined {
  return lidOf(left.current(`${pn}@s.whatsapp.net`));
}
