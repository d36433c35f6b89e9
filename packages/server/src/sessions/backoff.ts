const firstMs = 2_000;
const longestMs = 300_000;
const shortestMs = 500;

/**
 * Milliseconds to wait before the next attempt: exponential from 2 s to 5 min, with full jitter, so that thousands of accounts
 * that lost the network together do not come back together. `attempt` counts from 0, `chance` is in [0, 1).
 */
export function backoffMs(attempt: number, chance: number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 16));
  return Math.max(shortestMs, Math.floor(ceiling * chance));
}
