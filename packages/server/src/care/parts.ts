import type { Principal } from '../auth/index.ts';
import { type ChangeSignal, lastSeq } from '../changes/index.ts';
import type { Clock } from '../core/index.ts';
import type { ManyOptOuts } from '../opt-outs/index.ts';
import type { Reading, Storage } from '../storage/index.ts';

/** What the services of this folder work with. */
export type CareParts = {
  storage: Storage;
  /** Where what may take long is read. */
  reading: Reading;
  clock: Clock;
  /** Is rung after what was written here. */
  changes: ChangeSignal;
  /** Who opted out: a mark alone would not survive the next grab. */
  optOuts: ManyOptOuts;
};

/** Who wrote something down, and when. */
export type Note = { source: string; at: string };

/** Of `changes`: a person's or key's own deed. */
export function sourceOf({ kind, id }: Pick<Principal, 'kind' | 'id'>): string {
  return `user:${kind}:${id ?? 0}`;
}

/** Tells whoever follows the log that it has grown; after the commit. */
export async function ring({ storage, changes }: CareParts, rows: Iterable<{ session_id: string }>): Promise<void> {
  const sessions = new Set([...rows].map(({ session_id }) => session_id));
  for (const session_id of sessions) changes.publish({ session_id, seq: await lastSeq(storage.db, session_id) });
}
