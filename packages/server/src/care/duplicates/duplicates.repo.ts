import type { DuplicateReason, DuplicateStatus } from '@grabber/contract';
import type { Selectable } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { whereContacts } from '../../contacts/index.ts';
import { chunksOf } from '../../core/index.ts';
import {
  type Db,
  type DuplicatesTable,
  type Page,
  type PageWish,
  readPage,
  type Storage,
} from '../../storage/index.ts';

export type DuplicateRow = Selectable<DuplicatesTable>;
/** Two rows that may be one person, in any order. */
export type Pair = { a_id: number; b_id: number; reason: DuplicateReason };
export type DuplicateFilter = { status: DuplicateStatus; reason?: DuplicateReason | undefined };

/** Pairs of which the caller sees both; an open one whose contacts became one person by another way is no question any more. */
function seenPairs({ dialect }: Pick<Storage, 'dialect'>, db: Db, visible: Visible) {
  return db
    .selectFrom('duplicates')
    .innerJoin('contacts as one', 'one.id', 'duplicates.a_id')
    .innerJoin('contacts as other', 'other.id', 'duplicates.b_id')
    .selectAll('duplicates')
    .where(whereContacts({ dialect }, {}, visible, { alias: 'one' }))
    .where(whereContacts({ dialect }, {}, visible, { alias: 'other' }))
    .where((eb) =>
      eb.or([eb('duplicates.status', '<>', 'open'), eb('one.person_key', '<>', eb.ref('other.person_key'))]),
    );
}

function filtered(storage: Storage, visible: Visible, { status, reason }: DuplicateFilter) {
  const rows = seenPairs(storage, storage.db, visible).where('duplicates.status', '=', status);
  return reason === undefined ? rows : rows.where('duplicates.reason', '=', reason);
}

export async function pageDuplicates(
  storage: Storage,
  visible: Visible,
  filter: DuplicateFilter,
  { sort, ...wish }: PageWish,
): Promise<Page<DuplicateRow>> {
  // the joined tables have ids of their own
  const rows = storage.db.selectFrom(filtered(storage, visible, filter).as('found')).selectAll();
  return await readPage(rows, { ...wish, sort });
}

export async function countDuplicates(storage: Storage, visible: Visible, filter: DuplicateFilter): Promise<number> {
  const { count } = await filtered(storage, visible, filter)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findDuplicate(
  storage: Pick<Storage, 'dialect'>,
  db: Db,
  visible: Visible,
  id: number,
): Promise<DuplicateRow | undefined> {
  return await seenPairs(storage, db, visible).where('duplicates.id', '=', id).executeTakeFirst();
}

/** False when it was not open. */
export async function settleDuplicate(db: Db, id: number, status: 'merged' | 'dismissed'): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('duplicates')
    .set({ status })
    .where('id', '=', id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return Number(numUpdatedRows) > 0;
}

/** After the undo of its merge. */
export async function reopenDuplicate(db: Db, id: number): Promise<void> {
  const merged = db.updateTable('duplicates').set({ status: 'open' }).where('id', '=', id);
  await merged.where('status', '=', 'merged').execute();
}

/** Open pairs that the caller sees between the same two people in other rows of theirs. */
export async function samePairs(
  { dialect }: Pick<Storage, 'dialect'>,
  db: Db,
  visible: Visible,
  id: number,
): Promise<number[]> {
  const keys = await db
    .selectFrom('duplicates')
    .innerJoin('contacts as one', 'one.id', 'duplicates.a_id')
    .innerJoin('contacts as other', 'other.id', 'duplicates.b_id')
    .select(['one.person_key as a', 'other.person_key as b'])
    .where('duplicates.id', '=', id)
    .executeTakeFirst();
  if (!keys) return [];
  const rows = await db
    .selectFrom('contacts as one')
    .innerJoin('duplicates', (join) =>
      join.on((eb) =>
        eb.or([eb('duplicates.a_id', '=', eb.ref('one.id')), eb('duplicates.b_id', '=', eb.ref('one.id'))]),
      ),
    )
    .innerJoin('contacts as other', 'other.id', 'duplicates.b_id')
    .innerJoin('contacts as first', 'first.id', 'duplicates.a_id')
    .select('duplicates.id')
    .where('one.person_key', '=', keys.a)
    .where('duplicates.status', '=', 'open')
    .where('other.person_key', 'in', [keys.a, keys.b])
    .where('first.person_key', 'in', [keys.a, keys.b])
    .where(whereContacts({ dialect }, {}, visible, { alias: 'first' }))
    .where(whereContacts({ dialect }, {}, visible, { alias: 'other' }))
    .execute();
  return [...new Set(rows.map((row) => row.id))];
}

/** Adds the pairs that nobody has seen yet, whatever was decided about the others; tells how many. */
export async function insertPairs({ bulk }: Storage, db: Db, pairs: Pair[], found_at: string): Promise<number> {
  const inOrder = pairs.map(({ a_id, b_id, reason }) => ({
    a_id: Math.min(a_id, b_id),
    b_id: Math.max(a_id, b_id),
    reason,
    status: 'open' as const,
    found_at,
  }));
  const known = new Set<string>();
  for (const some of chunksOf(inOrder)) {
    const rows = await db
      .selectFrom('duplicates')
      .select(['a_id', 'b_id'])
      .where(
        'a_id',
        'in',
        some.map(({ a_id }) => a_id),
      )
      .execute();
    for (const { a_id, b_id } of rows) known.add(`${a_id} ${b_id}`);
  }
  const fresh = new Map(inOrder.map((pair) => [`${pair.a_id} ${pair.b_id}`, pair]));
  const added = [...fresh].filter(([key]) => !known.has(key)).map(([, pair]) => pair);
  if (added.length > 0) await bulk.insert(db, 'duplicates', added);
  return added.length;
}
