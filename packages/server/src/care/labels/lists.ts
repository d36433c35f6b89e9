import type { StaticList } from '@grabber/contract';
import type { Principal } from '../../auth/index.ts';
import { AppError, isoTime } from '../../core/index.ts';
import type { CareParts } from '../parts.ts';
import { countListed, deleteList, insertList, type ListRow, readLists, renameList } from './lists.repo.ts';
import { byName, freeName } from './names.ts';
import { madeBy, mayChange, requireOwn } from './owned.ts';

/** Static lists: contacts come in and go out by bulk actions. */
export type Lists = {
  list(principal: Principal): Promise<StaticList[]>;
  /** Throws `name_taken`, `limit_reached`. */
  create(principal: Principal, name: string): Promise<StaticList>;
  /** Throws `list_not_found`, `name_taken`, and `forbidden` for one of somebody else's. */
  rename(principal: Principal, id: number, name: string): Promise<StaticList>;
  /** Throws `list_not_found`, `forbidden`. */
  remove(principal: Principal, id: number): Promise<void>;
};

export function createLists({ storage, clock }: CareParts): Lists {
  async function shown(principal: Principal, rows: ListRow[]): Promise<StaticList[]> {
    const counts = await countListed(storage, principal.sessions);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      contacts_count: counts.get(row.id) ?? 0,
      can_change: mayChange(principal, row),
      created_at: row.created_at,
    }));
  }

  async function shownOne(principal: Principal, row: ListRow): Promise<StaticList> {
    const [list] = await shown(principal, [row]);
    return list as StaticList;
  }

  return {
    list: async (principal) => byName(await shown(principal, await readLists(storage.db))),
    async create(principal, name) {
      const row = await storage.transaction(async (trx) => {
        const free = freeName(await readLists(trx), name);
        return insertList(trx, { name: free, ...madeBy(principal), created_at: isoTime(clock.now()) });
      });
      return await shownOne(principal, row);
    },
    async rename(principal, id, name) {
      const row = await storage.transaction(async (trx) => {
        const all = await readLists(trx);
        const known = found(all, id);
        requireOwn(principal, known);
        const free = freeName(all, name, id);
        await renameList(trx, id, free);
        return { ...known, name: free };
      });
      return await shownOne(principal, row);
    },
    async remove(principal, id) {
      await storage.transaction(async (trx) => {
        requireOwn(principal, found(await readLists(trx), id));
        await deleteList(trx, id);
      });
    },
  };
}

function found(rows: ListRow[], id: number): ListRow {
  const row = rows.find((each) => each.id === id);
  if (!row) throw new AppError('list_not_found');
  return row;
}
