import type { Db } from '../storage/index.ts';
import type { Digests } from './digests.ts';
import { entriesMeaning } from './many.ts';
import {
  erasuresAfter,
  hasOptOuts,
  type Known,
  newestErasure,
  type OptOutRow,
  setOptedOut,
  unwantedOf,
} from './opt-outs.repo.ts';

type Ids = { pn: string | null; lid: string | null };

/** Keeps those who opted out marked, and those who must not be stored away, while rows of a session are written. */
export type OptOutGuard = {
  /** Whether this person must not be stored. */
  isUnwanted(person: Ids): boolean;
  /** Looks who was erased since the last look; they are unwanted from now on. Tells the numbers of the erasures. */
  look(db: Db): Promise<number[]>;
  /** Whether anybody was erased since the beginning. */
  hasErased(): boolean;
  /** Marks who of these rows, just written, opted out; call it in their transaction. */
  mark(db: Db, rows: Pick<Known, 'id' | 'phone_number' | 'lid'>[]): Promise<void>;
};

/** The guard of a session, with those who must not be stored now; `mark` looks the list up again. */
export async function createOptOutGuard(db: Db, digests: Digests, sessionId: string): Promise<OptOutGuard> {
  let last = await newestErasure(db);
  let isListed = matcherOf(digests, await unwantedOf(db, sessionId));
  const erased = new Set<string>();
  const isErased = ({ pn, lid }: Ids) =>
    erased.size > 0 &&
    ((pn !== null && erased.has(digests.phone(pn))) || (lid !== null && erased.has(digests.lid(lid))));
  return {
    isUnwanted: (person) => isListed(person) || isErased(person),
    async look(trx) {
      const since = await erasuresAfter(trx, last);
      if (since.length === 0) return [];
      last = since.at(-1)?.id ?? last;
      for (const { identifier_hash } of since) erased.add(identifier_hash);
      isListed = matcherOf(digests, await unwantedOf(trx, sessionId));
      return since.map(({ id }) => id);
    },
    hasErased: () => erased.size > 0,
    async mark(trx, rows) {
      if (rows.length === 0 || !(await hasOptOuts(trx, sessionId))) return;
      const listed = rows.map((row) => ({ ...row, session_id: sessionId }));
      const meant = await entriesMeaning(trx, digests, listed);
      await setOptedOut(trx, [...meant.keys()], true);
    },
  };
}

/** Whether somebody is meant by one of these entries. */
export function matcherOf(
  digests: Digests,
  entries: Pick<OptOutRow, 'phone_hash' | 'lid_hash'>[],
): (person: Ids) => boolean {
  const phones = new Set(entries.map(({ phone_hash }) => phone_hash).filter((hash) => hash !== null));
  const lids = new Set(entries.map(({ lid_hash }) => lid_hash).filter((hash) => hash !== null));
  return ({ pn, lid }) =>
    (pn !== null && phones.size > 0 && phones.has(digests.phone(pn))) ||
    (lid !== null && lids.size > 0 && lids.has(digests.lid(lid)));
}
