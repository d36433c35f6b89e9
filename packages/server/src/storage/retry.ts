import { setTimeout as delay } from 'node:timers/promises';

const attempts = 5;
/** Deadlock and lock timeout of MySQL; serialization failure and deadlock of PostgreSQL. */
const passing = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD', '40001', '40P01']);

/** Runs a transaction again when it lost against another one, a few times, with growing and uneven pauses. */
export async function retryLost<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !isPassing(error)) throw error;
    }
    await delay(2 ** attempt * 5 * (0.5 + Math.random()));
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && passing.has(String(error.code));
}
