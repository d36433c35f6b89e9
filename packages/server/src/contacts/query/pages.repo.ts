import type { ContactListItem, ContactListSort, ContactQuery } from '@grabber/contract';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { chunksOf } from '../../core/index.ts';
import {
  type Database,
  kindColumns,
  type Page,
  type Reading,
  readPage,
  type Storage,
  selectAlong,
  sortAlong,
} from '../../storage/index.ts';
import type { JsonPage } from '../pages.repo.ts';
import { orderOf } from './columns.ts';
import { type Condition, type QueryOptions, whereContacts } from './conditions.repo.ts';
import { completeRows, readItemsAsJson, readRows } from './items.repo.ts';
import { lookAhead } from './look-ahead.repo.ts';
import { amongCandidates, candidatesOf, walkedCandidates } from './narrow.repo.ts';
import { indexByName, indexOfKinds, onlySession } from './only-session.ts';

/** Which page of the contacts that a query finds. */
export type QueryWish = {
  limit: number;
  sort: ContactListSort;
  cursor?: string | undefined;
  /** Rows that are passed over, from the cursor on. */
  skip?: number | undefined;
  total?: boolean;
};

/** How many ids are looked up at a time. */
const idsPerRead = 20_000;

/** One page of the contacts that a query finds. Throws `cursor_invalid`. */
export async function pageContactQuery(
  storage: Reading,
  ...question: Question
): Promise<Page<ContactListItem> & { total?: number }> {
  const { ids, ...facts } = await findPage(storage, ...question);
  return { rows: await completeRows(storage.db, await readRows(storage.db, ids)), ...facts };
}

/** The same as the list of an answer, found in `reading`, where finding may take long. Throws `cursor_invalid`. */
export async function pageContactQueryAsJson(
  storage: Storage,
  reading: Reading,
  ...question: Question
): Promise<JsonPage> {
  const { ids, ...facts } = await findPage(reading, ...question);
  return { rows: await readItemsAsJson(storage, ids), ...facts };
}

type Question = [query: ContactQuery, visible: Visible, wish: QueryWish];

/** Which contacts stand on a page. */
async function findPage(
  storage: Reading,
  ...[query, visible, { total = false, ...wish }]: Question
): Promise<{ ids: number[]; next_cursor: string | null; total?: number }> {
  const { column, nullable } = orderOf(wish.sort);
  const options = await lookAhead(storage, query, visible);
  const found = { storage, query, visible, options, ids: await candidatesOf(storage, query, options) };
  // the rows are read when it is known which, so that no sort carries them along
  const page = await readPage(placesOf(found, column).select(['id', column]), wish, { column, nullable });
  const whole = { ids: page.rows.map(({ id }) => id), next_cursor: page.next_cursor };
  return total ? { ...whole, total: await count(found) } : whole;
}

/** How many contacts a query finds. */
export async function countContactQuery(storage: Reading, query: ContactQuery, visible: Visible): Promise<number> {
  const options = await lookAhead(storage, query, visible);
  return await count({ storage, query, visible, options, ids: await candidatesOf(storage, query, options) });
}

type Found = {
  storage: Reading;
  query: ContactQuery;
  visible: Visible;
  options: QueryOptions;
  /** Nobody else can be found; undefined when anybody can. */
  ids: number[] | undefined;
};

function meant({ storage, query, visible, options, ids }: Found): Condition {
  const condition = whereContacts(storage, query, visible, options);
  return ids ? amongCandidates(storage, ids, condition) : condition;
}

async function count(found: Found): Promise<number> {
  const counted = found.query.unique
    ? sql<number>`count(distinct nullif(person_key, '')) + count(case when person_key = '' then 1 end)`
    : sql<number>`count(*)`;
  const { count: all } = await selectAlong(
    found.storage,
    'contacts',
    ...(found.ids ? [] : indexOfKinds(found.query, found.visible)),
  )
    .select(counted.as('count'))
    .where(meant({ ...found, query: { ...found.query, unique: false } }))
    .executeTakeFirstOrThrow();
  return Number(all);
}

/**
 * The ids of all contacts that a query finds, many at a time, oldest first, for work that takes its time: what changes meanwhile may or
 * may not be among them, but none comes twice.
 */
export async function* iterateContactQuery(
  storage: Reading,
  query: ContactQuery,
  visible: Visible,
  { batch = idsPerRead }: { batch?: number } = {},
): AsyncGenerator<number[]> {
  const options = await lookAhead(storage, query, visible);
  for (let last = 0; ; ) {
    const ids = await idsAfter(storage, query, visible, options, { last, batch });
    if (ids.length > 0) yield ids;
    if (ids.length < batch) return;
    last = ids.at(-1) ?? last;
  }
}

/** Which of these contacts a query finds. */
export async function matchContacts(
  storage: Reading,
  query: ContactQuery,
  visible: Visible,
  ids: number[],
): Promise<number[]> {
  const options = await lookAhead(storage, query, visible);
  const found: number[] = [];
  for (const some of chunksOf(ids)) {
    const rows = await storage.db
      .selectFrom('contacts')
      .select('id')
      .where('id', 'in', some)
      .where(whereContacts(storage, query, visible, options))
      .orderBy('id')
      .execute();
    found.push(...rows.map(({ id }) => id));
  }
  return found;
}

async function idsAfter(
  storage: Reading,
  query: ContactQuery,
  visible: Visible,
  options: QueryOptions,
  { last, batch }: { last: number; batch: number },
) {
  const rows = await storage.db
    .selectFrom('contacts')
    .select('id')
    .where('id', '>', last)
    .where(whereContacts(storage, query, visible, options))
    .orderBy('id')
    .limit(batch)
    .execute();
  return rows.map(({ id }) => id);
}

type Contacts = SelectQueryBuilder<Database, 'contacts', object>;

/** What is found, along the index that has it in this order, where there is one. */
function placesOf(found: Found, column: string): Contacts {
  const { storage, query, visible, options, ids } = found;
  const one = onlySession(query, visible);
  const byName = column === 'sort_name';
  const walked = byName && ids && walkedCandidates(storage, ids, one, whereContacts(storage, query, visible, options));
  if (walked) return walked;
  // an index for counts has all that this order needs
  if (column === 'country_code' && !ids) return sortAlong(storage, 'contacts', ...kindColumns).where(meant(found));
  const along = byName && !ids ? indexByName(query, visible) : [];
  return selectAlong(storage, 'contacts', ...along).where(meant(found));
}
