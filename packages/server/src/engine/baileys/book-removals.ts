import type { Storage } from '../../storage/index.ts';
import type { Told } from './facts.ts';
import type { LeftNumbers } from './left-numbers.ts';
import { findLids, findPhones } from './lid-map.repo.ts';

/** What the address book told, by the id of the entry. */
export type BookEntries = Map<string, Told>;

/** Tells who is in the address book no more: a person may stand in it by phone or by LID, and under a number that changed. */
export function bookRemovals({ storage, sessionId, left }: { storage: Storage; sessionId: string; left: LeftNumbers }) {
  /** Who was in the book and is not in the answer, under none of both ids. */
  async function unseen(before: string[], seen: Set<string>): Promise<string[]> {
    const current = new Set([...seen].map(left.current));
    const missing = before.filter((jid) => !seen.has(jid));
    const digits = missing.map((jid) => jid.split('@')[0] ?? '');
    const phones = await findPhones(storage.db, sessionId, digits);
    const lids = await findLids(storage.db, sessionId, digits);
    return missing.filter((jid) => {
      const [own = '', server] = jid.split('@');
      const other = server === 'lid' ? `${phones.get(own)}@s.whatsapp.net` : `${lids.get(own)}@lid`;
      return !seen.has(other) && !current.has(other);
    });
  }

  /** Entries that stand no more. Who has another number by now is in the book as long as an entry by that one stands. */
  async function fallen(
    entries: BookEntries,
    standing: ReadonlySet<string>,
    stands: (ids: string[]) => Promise<Set<string>>,
  ): Promise<string[]> {
    const absent = [...entries].filter(([id]) => !standing.has(id));
    const lids = absent.flatMap(([, { pairs }]) => pairs.map(({ lid }) => lid));
    const phones = await findPhones(storage.db, sessionId, lids);
    const removed: string[] = [];
    for (const [id, { pairs }] of absent) {
      const phone = phones.get(pairs[0]?.lid ?? '');
      const current = phone === undefined ? id : `${phone}@s.whatsapp.net`;
      if (current === id) removed.push(id);
      else if (!standing.has(current) && !(await stands([current])).has(current)) removed.push(id, current);
    }
    return removed;
  }

  return { unseen, fallen };
}
