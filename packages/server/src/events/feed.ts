import type { Change } from '@grabber/contract';
import { isVisible, type Visible } from '../auth/index.ts';
import type { Changed, ChangeSignal } from '../changes/index.ts';
import type { Page, PageWish, Storage } from '../storage/index.ts';
import { type FeedFilter, newestSeq, readFeed, readLatest } from './feed.repo.ts';

export type FeedPage = { changes: Change[]; next_cursor: number; has_more: boolean };

/** The change log as a feed: whoever keeps the cursor misses nothing and hears nothing twice. */
export type Feed = {
  read(filter: FeedFilter, since: number, limit: number): Promise<FeedPage>;
  newest(visible: Visible): Promise<number>;
  /** Newest first. Throws `cursor_invalid`. */
  latest(filter: FeedFilter, wish: PageWish): Promise<Page<Change>>;
  /** Calls the listener when there may be more for somebody who sees these sessions; returns how to stop. */
  subscribe(visible: () => Visible, listener: (changed: Changed) => void): () => void;
};

/** The feed over one database. */
export function createFeed({ storage, changes }: { storage: Storage; changes: ChangeSignal }): Feed {
  return {
    async read(filter, since, limit) {
      // Before the rows: what comes between the two is told the next time.
      const newest = await newestSeq(storage.db, filter.visible);
      const rows = await readFeed(storage.db, filter, since, limit + 1);
      const shown = rows.slice(0, limit);
      const last = shown.at(-1)?.seq ?? since;
      const has_more = rows.length > limit;
      return { changes: shown, next_cursor: has_more ? last : Math.max(last, newest), has_more };
    },
    latest: (filter, wish) => readLatest(storage.db, filter, wish),
    newest: (visible) => newestSeq(storage.db, visible),
    subscribe: (visible, listener) =>
      changes.subscribe((changed) => {
        if (isVisible(visible(), changed.session_id)) listener(changed);
      }),
  };
}
