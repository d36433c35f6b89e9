import { setImmediate } from 'node:timers/promises';

/** Called between two rows: gives others their turn on this thread when it was kept for a while, and stops with the signal's reason. */
export type Turn = () => Promise<void>;

const longestMs = 5;

export function createTurns(signal: AbortSignal): Turn {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestMs) return;
    await setImmediate();
    signal.throwIfAborted();
    since = performance.now();
  };
}
