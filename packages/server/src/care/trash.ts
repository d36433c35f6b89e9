import { appendChanges } from '../changes/index.ts';
import { isoTime } from '../core/index.ts';
import { type CareParts, ring } from './parts.ts';
import { forgetContacts } from './people/inherit.repo.ts';
import { deleteForGood, someExpired } from './trash.repo.ts';

/** How long the trash can be taken back. */
const trashDays = 30;
const rowsPerStep = 500;
const dayMs = 24 * 3_600_000;

/**
 * Removes for good what has been in the trash for 30 days and is gone from its account; tells how many. What the account still has stays hidden:
 * the next grab would only bring it back. Call it while no grab of these sessions runs.
 */
export async function purgeTrash(parts: CareParts, days = trashDays): Promise<number> {
  const { storage, clock } = parts;
  const before = isoTime(clock.now() - days * dayMs);
  for (let count = 0; ; ) {
    const rows = await storage.transaction(async (trx) => {
      const some = await someExpired(trx, before, rowsPerStep);
      if (some.length === 0) return some;
      const ids = some.map(({ id }) => id);
      const at = isoTime(clock.now());
      await appendChanges(
        storage,
        trx,
        some.map(({ id, session_id, type }) => ({
          ...{ session_id, entity_id: id, group_id: null, fields: null, source: 'system:trash', at },
          entity: type === 'group' ? ('group' as const) : ('contact' as const),
          kind: 'erased' as const,
        })),
      );
      await forgetContacts(trx, ids);
      await deleteForGood(trx, ids);
      return some;
    });
    await ring(parts, rows);
    count += rows.length;
    if (rows.length < rowsPerStep) return count;
  }
}
