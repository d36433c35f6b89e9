import type { GrabCounts } from '../../storage/index.ts';
import type { Tracked } from './tracked.ts';

/** Moves a row to the count it belongs in now; so each row is counted once. */
export function recount(counts: GrabCounts, tracked: Tracked): void {
  const counted = countOf(tracked);
  if (counted !== tracked.counted) {
    if (tracked.counted) counts[tracked.counted] -= 1;
    if (counted) counts[counted] += 1;
    tracked.counted = counted;
  }
  const totalled = isTotalled(tracked);
  if (totalled === tracked.totalled) return;
  counts[tracked.row.type === 'group' ? 'total_groups' : 'total_contacts'] += totalled ? 1 : -1;
  tracked.totalled = totalled;
}

function countOf({ row, outcome, listing, heir }: Tracked): keyof GrabCounts | null {
  if (outcome === null || heir || row.is_me) return null;
  return `${listing ?? 'participants'}_${outcome}`;
}

function isTotalled({ row, came, listing, heir }: Tracked): boolean {
  return came && heir === null && !row.is_me && (listing === 'contacts' || listing === 'groups');
}
