import type { Change } from '@grabber/contract';
import type { Visible } from '../auth/index.ts';
import { type ChangeEntity, type ChangeKind, type Db, type Page, type PageWish, readPage } from '../storage/index.ts';
import { namedChanges, toChange, withinSessions } from './named-changes.repo.ts';

/** What a reader of the feed wants to hear of; an empty list counts as no choice. */
export type FeedFilter = {
  visible: Visible;
  entities?: ChangeEntity[];
  kinds?: ChangeKind[];
};

/** Changes behind a place in the feed, oldest first. */
export async function readFeed(
  db: Db,
  { visible, entities = [], kinds = [] }: FeedFilter,
  since: number,
  limit: number,
): Promise<Change[]> {
  const query = wanted(db, { visible, entities, kinds });
  const rows = await query.where('changes.seq', '>', since).orderBy('changes.seq').limit(limit).execute();
  return rows.map(toChange);
}

/** One page of the same changes, newest first. Throws `cursor_invalid`. */
export async function readLatest(db: Db, filter: FeedFilter, wish: PageWish): Promise<Page<Change>> {
  const { rows, next_cursor } = await readPage(wanted(db, filter), wish, { id: 'seq' });
  return { rows: rows.map(toChange), next_cursor };
}

function wanted(db: Db, { visible, entities = [], kinds = [] }: FeedFilter) {
  let query = withinSessions(namedChanges(db) as never, visible) as unknown as ReturnType<typeof namedChanges>;
  if (entities.length > 0) query = query.where('changes.entity', 'in', entities);
  if (kinds.length > 0) query = query.where('changes.kind', 'in', kinds);
  return query;
}

/** The newest place in the feed, as far as somebody may see; 0 when there is none. */
export async function newestSeq(db: Db, visible: Visible): Promise<number> {
  const query = withinSessions(db.selectFrom('changes').select('changes.seq'), visible);
  const newest = await query.orderBy('changes.seq', 'desc').limit(1).executeTakeFirst();
  return newest?.seq ?? 0;
}
