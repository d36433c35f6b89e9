const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The waits after each failed attempt, as the Standard Webhooks specification proposes them: 10 attempts in about three days. */
const waitsMs = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** How much a wait differs from the schedule, either way, so that receivers are not met by all senders at once. */
const jitter = 0.2;

/** How long to wait after so many attempts; null when no attempt follows. `chance` is in [0, 1). */
export function waitAfter(attempts: number, chance: number): number | null {
  const wait = waitsMs[attempts - 1];
  return wait === undefined ? null : Math.round(wait * (1 - jitter + 2 * jitter * chance));
}
