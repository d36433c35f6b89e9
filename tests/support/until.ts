import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks until the answer is there. For what another process or thread does, where no event reaches the test.
 * Throws with the last answer when it takes longer than `patienceMs`.
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false>,
  patienceMs = 60_000,
  everyMs = 25,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${patienceMs / 1000} s`);
    await delay(everyMs);
  }
}
