import type { OptOut } from '@grabber/contract';
import { isVisible, type Visible } from '../auth/index.ts';
import { appendChanges } from '../changes/index.ts';
import { AppError, type Clock, isoTime } from '../core/index.ts';
import type { Db, Page, PageWish, Storage } from '../storage/index.ts';
import type { Digests } from './digests.ts';
import { matcherOf } from './guard.ts';
import { hashesOf, hintOf, type PersonIds } from './identity.ts';
import {
  allOptOuts,
  deleteOptOut,
  findEntry,
  findOptOut,
  findPeople,
  insertOptOut,
  type Known,
  markedPeople,
  type OptOutRow,
  pageOptOuts,
  setOptedOut,
  strengthenOptOut,
} from './opt-outs.repo.ts';

export type NewEntry = PersonIds & {
  /** Null: in all sessions. */
  session_id: string | null;
  erase_on_sight: boolean;
  /** Of changes, and of the entry: `user:<kind>:<id>`, `job:<id>`, `erasure:<id>`. */
  source: string;
};

/** Who opted out. What it means stands in docs/privacy.md. */
export type OptOuts = {
  list(visible: Visible, wish: PageWish & { total: boolean }): Promise<Page<OptOut> & { total?: number }>;
  /** Adds somebody, in the caller's transaction, and marks their rows; the entry that is there stays. Tells how many rows were marked. */
  add(trx: Db, entry: NewEntry): Promise<{ opt_out: OptOut; marked: number }>;
  /** Takes an entry off and unmarks who is on none any more. Throws `opt_out_not_found`. */
  remove(visible: Visible, id: number, source: string): Promise<void>;
  /** Entries that mean this person. */
  entriesOf(person: PersonIds): Promise<OptOut[]>;
};

export function createOptOuts({
  storage,
  clock,
  digests,
}: {
  storage: Storage;
  clock: Clock;
  digests: Digests;
}): OptOuts {
  async function mark(trx: Db, rows: Known[], opted_out: boolean, source: string): Promise<number> {
    const changing = rows.filter((row) => row.opted_out !== opted_out);
    await setOptedOut(
      trx,
      changing.map(({ id }) => id),
      opted_out,
    );
    const at = isoTime(clock.now());
    const fields = JSON.stringify({ opted_out: [!opted_out, opted_out] });
    const note = { entity: 'contact' as const, group_id: null, kind: 'updated' as const, fields, source, at };
    await appendChanges(
      storage,
      trx,
      changing.map(({ id, session_id }) => ({ ...note, session_id, entity_id: id })),
    );
    return changing.length;
  }

  return {
    async list(visible, wish) {
      const { rows, ...facts } = await pageOptOuts(storage.db, visible, wish);
      return { rows: rows.map(viewOf), ...facts };
    },
    async add(trx, { session_id, erase_on_sight, source, ...given }) {
      const reach = session_id ?? '';
      const everywhere = await findPeople(trx, given);
      // what another session knows is not told to whoever sees this one only
      const people = everywhere.filter((row) => reach === '' || row.session_id === reach);
      // the other id of the same person, so that it is known by both
      const person = {
        phone: given.phone ?? people.find((row) => row.phone_number !== null)?.phone_number ?? null,
        lid: given.lid ?? people.find((row) => row.lid !== null)?.lid ?? null,
      };
      const hashes = hashesOf(digests, person);
      const there = await findEntry(trx, reach, hashes);
      if (there && erase_on_sight && !there.erase_on_sight) await strengthenOptOut(trx, there.id);
      const hint = hintOf(person);
      const created_at = isoTime(clock.now());
      if (!there) await insertOptOut(trx, { session_id: reach, ...hashes, hint, erase_on_sight, source, created_at });
      const entry = await findEntry(trx, reach, hashes);
      if (!entry) throw new AppError('internal');
      return { opt_out: viewOf(entry), marked: await mark(trx, people, true, source) };
    },
    async remove(visible, id, source) {
      await storage.transaction(async (trx) => {
        const entry = await findOptOut(trx, id);
        const seen = entry && (entry.session_id === '' ? visible === 'all' : isVisible(visible, entry.session_id));
        if (!entry || !seen) throw new AppError('opt_out_not_found');
        await deleteOptOut(trx, id);
        const gone = matcherOf(digests, [entry]);
        const left = await allOptOuts(trx);
        const freed = (await markedPeople(trx)).filter(({ session_id, phone_number: pn, lid }) => {
          const others = left.filter((other) => other.session_id === '' || other.session_id === session_id);
          const reached = entry.session_id === '' || entry.session_id === session_id;
          return reached && gone({ pn, lid }) && !matcherOf(digests, others)({ pn, lid });
        });
        await mark(trx, freed, false, source);
      });
    },
    async entriesOf(person) {
      const { phone_hash, lid_hash } = hashesOf(digests, person);
      const entries = await allOptOuts(storage.db);
      const means = (row: OptOutRow) =>
        (phone_hash !== null && row.phone_hash === phone_hash) || (lid_hash !== null && row.lid_hash === lid_hash);
      return entries.filter(means).map(viewOf);
    },
  };
}

function viewOf({ id, hint, session_id, erase_on_sight, source, created_at }: OptOutRow): OptOut {
  return { id, hint, session_id: session_id === '' ? null : session_id, erase_on_sight, source, created_at };
}
