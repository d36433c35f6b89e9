import type { Insertable, Selectable } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { whereContacts } from '../../contacts/index.ts';
import {
  type Db,
  type MergesTable,
  type OwnState,
  type Page,
  type PageWish,
  readPage,
  type Storage,
} from '../../storage/index.ts';

export type MergeRow = Selectable<MergesTable>;
export type MergedContact = { contact_row_id: number; before: OwnState; after: OwnState };

const anything = { filter: { any: [{ all: [] }, { all: [{ field: 'in_trash' as const, is: true }] }] } };

/** Merges of which the caller sees every contact that is still there, and one at least. */
function seenMerges({ dialect }: Pick<Storage, 'dialect'>, db: Db, visible: Visible) {
  return db
    .selectFrom('merges')
    .selectAll('merges')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('merge_rows')
          .innerJoin('contacts', 'contacts.id', 'merge_rows.contact_row_id')
          .select('contacts.id')
          .whereRef('merge_rows.merge_id', '=', 'merges.id')
          .where(whereContacts({ dialect }, anything, visible)),
      ),
    )
    .$if(visible !== 'all', (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('merge_rows')
              .innerJoin('contacts', 'contacts.id', 'merge_rows.contact_row_id')
              .select('contacts.id')
              .whereRef('merge_rows.merge_id', '=', 'merges.id')
              .where('contacts.session_id', 'not in', visible === 'all' || visible.size === 0 ? [''] : [...visible]),
          ),
        ),
      ),
    );
}

export async function pageMerges(storage: Storage, visible: Visible, wish: PageWish): Promise<Page<MergeRow>> {
  return await readPage(seenMerges(storage, storage.db, visible), wish);
}

export async function countMerges(storage: Storage, visible: Visible): Promise<number> {
  const { count } = await seenMerges(storage, storage.db, visible)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findMerge(
  storage: Pick<Storage, 'dialect'>,
  db: Db,
  visible: Visible,
  id: number,
): Promise<MergeRow | undefined> {
  return await seenMerges(storage, db, visible).where('merges.id', '=', id).executeTakeFirst();
}

export async function insertMerge(db: Db, row: Insertable<MergesTable>): Promise<MergeRow> {
  await db.insertInto('merges').values(row).execute();
  const own = db.selectFrom('merges').selectAll().where('keep_contact_id', '=', row.keep_contact_id);
  return await own.orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();
}

export async function markUndone(db: Db, id: number, at: string): Promise<void> {
  await db.updateTable('merges').set({ undone_at: at }).where('id', '=', id).execute();
}

export async function insertMergedContacts(
  { bulk }: Storage,
  db: Db,
  merge_id: number,
  rows: MergedContact[],
): Promise<void> {
  await bulk.insert(
    db,
    'merge_rows',
    rows.map(({ contact_row_id, before, after }) => ({
      merge_id,
      contact_row_id,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })),
  );
}

export async function mergedContacts(db: Db, mergeId: number): Promise<MergedContact[]> {
  return await db
    .selectFrom('merge_rows')
    .select(['contact_row_id', 'before', 'after'])
    .where('merge_id', '=', mergeId)
    .orderBy('contact_row_id')
    .execute();
}

/** By merge, the ids of its contacts. */
export async function idsOfMerges(db: Db, merges: number[]): Promise<Map<number, number[]>> {
  if (merges.length === 0) return new Map();
  const rows = await db
    .selectFrom('merge_rows')
    .select(['merge_id', 'contact_row_id'])
    .where('merge_id', 'in', merges)
    .orderBy('contact_row_id')
    .execute();
  const found = Map.groupBy(rows, ({ merge_id }) => merge_id);
  return new Map([...found].map(([id, own]) => [id, own.map(({ contact_row_id }) => contact_row_id)]));
}

/** By merge, the sessions in which it holds; an empty one stands for all. */
export async function reachOfMerges(db: Db, merges: number[]): Promise<Map<number, string[]>> {
  if (merges.length === 0) return new Map();
  const rows = await db
    .selectFrom('merge_links')
    .select(['merge_id', 'session_id'])
    .distinct()
    .where('merge_id', 'in', merges)
    .execute();
  const found = Map.groupBy(rows, ({ merge_id }) => merge_id);
  return new Map([...found].map(([id, links]) => [id, links.map(({ session_id }) => session_id)]));
}

/** A later merge that still holds and shares a contact with this one. */
export async function laterMerge(db: Db, id: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('merge_rows as own')
    .innerJoin('merge_rows as other', 'other.contact_row_id', 'own.contact_row_id')
    .innerJoin('merges', 'merges.id', 'other.merge_id')
    .select('merges.id')
    .where('own.merge_id', '=', id)
    .where('merges.id', '>', id)
    .where('merges.undone_at', 'is', null)
    .orderBy('merges.id', 'desc')
    .executeTakeFirst();
  return row?.id;
}
