import { setTimeout as delay } from 'node:timers/promises';

const longestWaitMs = 30_000;

/**
 * Runs a statement again while another thread or process holds the write lock, for up to 30 s. SQLite's own
 * busy_timeout would sleep on the thread, and the thread that answers HTTP must not sleep.
 */
export async function whenFree<T>(work: () => T): Promise<T> {
  const deadline = performance.now() + longestWaitMs;
  for (let pause = 1; ; pause = Math.min(pause * 2, 25)) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
    await delay(pause * (0.5 + Math.random()));
  }
}

/** Whether SQLite refused because somebody else was writing. */
function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !('errcode' in error)) return false;
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === 5;
}
