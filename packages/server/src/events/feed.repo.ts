import type { Change } from '@grabber/contract';
import type { Visible } from '../auth/index.ts';
import type { ChangeEntity, ChangeKind, Db } from '../storage/index.ts';
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
  let query = withinSessions(namedChanges(db) as never, visible) as unknown as ReturnType<typeof namedChanges>;
  if (entities.length > 0) query = query.where('changes.entity', 'in', entities);
  if (kinds.length > 0) query = query.where('changes.kind', 'in', kinds);
  const rows = await query.where('changes.seq', '>', since).orderBy('changes.seq').limit(limit).execute();
  return rows.map(toChange);
}

/** The newest place in the feed, as far as somebody may see; 0 when there is none. */
export async function newestSeq(db: Db, visible: Visible): Promise<number> {
  const query = withinSessions(db.selectFrom('changes').select('changes.seq'), visible);
  const newest = await query.orderBy('changes.seq', 'desc').limit(1).executeTakeFirst();
  return newest?.seq ?? 0;
}
