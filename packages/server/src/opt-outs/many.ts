import type { Db, Storage } from '../storage/index.ts';
import type { Digests } from './digests.ts';
import { hashesOf, hintOf } from './identity.ts';
import { deleteOptOuts, entriesByHash, insertOptOuts, knownRows, type OptOutRow } from './opt-outs.repo.ts';

/** Somebody as a row of `contacts` knows them, which is enough to find them on the list. */
export type Listed = { id: number; session_id: string; phone_number: string | null; lid: string | null };

/** An entry of the list as it can be put back. */
export type OptOutEntry = Omit<OptOutRow, 'id'>;

/** The list for many rows of contacts at once, each in its own session. All in the caller's transaction. */
export type ManyOptOuts = {
  /** These rows as the list knows people. */
  read(db: Db, ids: number[]): Promise<Listed[]>;
  /** The entries that hold for each row: those of its session, and those for all (whose `session_id` is empty). */
  meaning(db: Db, rows: Listed[]): Promise<Map<number, OptOutRow[]>>;
  /** Puts people on the list of their own session; WhatsApp knows everybody by number, hidden id or both. */
  enter(db: Db, rows: Listed[], note: { source: string; at: string }): Promise<void>;
  putBack(db: Db, entries: OptOutEntry[]): Promise<void>;
  takeOff(db: Db, ids: number[]): Promise<void>;
};

export function createManyOptOuts({ storage, digests }: { storage: Storage; digests: Digests }): ManyOptOuts {
  return {
    read: knownRows,
    meaning: (db, rows) => entriesMeaning(db, digests, rows),
    async enter(db, rows, { source, at }) {
      const entries = rows.map(({ session_id, phone_number: phone, lid }) => ({
        session_id,
        ...hashesOf(digests, { phone, lid }),
        hint: hintOf({ phone, lid }),
        erase_on_sight: false,
        source,
        created_at: at,
      }));
      await insertOptOuts(storage, db, entries);
    },
    putBack: (db, entries) => insertOptOuts(storage, db, entries),
    takeOff: deleteOptOuts,
  };
}

/** The entries that hold for each of these rows; rows that none means are left out. */
export async function entriesMeaning(db: Db, digests: Digests, rows: Listed[]): Promise<Map<number, OptOutRow[]>> {
  const hashed = rows.map((row) => ({ row, ...hashesOf(digests, { phone: row.phone_number, lid: row.lid }) }));
  const byPhone = await found(db, 'phone_hash', hashed);
  const byLid = await found(db, 'lid_hash', hashed);
  const meant = new Map<number, OptOutRow[]>();
  for (const { row, phone_hash, lid_hash } of hashed) {
    const entries = [...(byPhone.get(phone_hash) ?? []), ...(byLid.get(lid_hash) ?? [])];
    const holding = entries.filter(({ session_id }) => session_id === '' || session_id === row.session_id);
    const unique = new Map(holding.map((entry) => [entry.id, entry]));
    if (unique.size > 0) meant.set(row.id, [...unique.values()]);
  }
  return meant;
}

type Hashes = { phone_hash: string | null; lid_hash: string | null };

async function found(db: Db, column: keyof Hashes, hashed: Hashes[]): Promise<Map<string | null, OptOutRow[]>> {
  const hashes = [...new Set(hashed.flatMap((row) => row[column] ?? []))];
  return Map.groupBy(await entriesByHash(db, column, hashes), (entry) => entry[column]);
}
