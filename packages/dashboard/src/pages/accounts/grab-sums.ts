import type { Grab } from './types.ts';

const parts = ['groups', 'contacts', 'participants'] as const;
const outcomes = ['saved', 'updated', 'unchanged', 'removed'] as const;

/** How many rows of all kinds came out so. */
export function sumsOf({ counts }: Pick<Grab, 'counts'>): Record<(typeof outcomes)[number], number> {
  const sums = { saved: 0, updated: 0, unchanged: 0, removed: 0 };
  for (const outcome of outcomes) for (const part of parts) sums[outcome] += counts[`${part}_${outcome}`];
  return sums;
}
