import type { Change, ComparisonPart } from '@grabber/contract';
import type { Authorized, Visible } from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import type { Page, PageWish, Storage } from '../storage/index.ts';
import { boundsOfGrab, countParts, findSubject, pageOfContact, pageOfGroup, pageOfPart } from './history.repo.ts';

/** What happened, read out of the change log. */
export type History = {
  /** Throws `contact_not_found`, `cursor_invalid`. */
  ofContact(id: number, visible: Visible, wish: PageWish): Promise<Page<Change>>;
  /** Throws `group_not_found`, `cursor_invalid`. */
  ofGroup(id: number, visible: Visible, wish: PageWish): Promise<Page<Change>>;
  /** What a grab found different. The caller knows that the grab is there. */
  ofGrab(
    sessionId: Authorized<string>,
    grabId: number,
    part: ComparisonPart | undefined,
    wish: PageWish,
  ): Promise<Page<Change> & { counts: Record<ComparisonPart, number> }>;
};

/** History over one database. */
export function createHistory({ storage }: { storage: Storage }): History {
  return {
    async ofContact(id, visible, wish) {
      const contact = await findSubject(storage.db, 'individual', id, visible);
      if (!contact) throw new AppError('contact_not_found');
      return await pageOfContact(storage.db, contact, wish);
    },
    async ofGroup(id, visible, wish) {
      const group = await findSubject(storage.db, 'group', id, visible);
      if (!group) throw new AppError('group_not_found');
      return await pageOfGroup(storage.db, group, wish);
    },
    async ofGrab(sessionId, grabId, part, wish) {
      const bounds = await boundsOfGrab(storage.db, sessionId, grabId);
      const [counts, page] = [await countParts(storage, bounds), await pageOfPart(storage, bounds, part, wish)];
      return { counts, ...page };
    },
  };
}
