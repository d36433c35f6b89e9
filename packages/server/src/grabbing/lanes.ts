/** Works for one session one after the other, for different sessions side by side. */
export type Lanes = {
  /** Runs the work when all earlier work of the session is done, or at once when the signal aborts before. */
  run<T>(sessionId: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T>;
};

/** Lanes that are forgotten as soon as they are empty. */
export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run(sessionId, work, signal) {
      const before = tails.get(sessionId) ?? Promise.resolve();
      const turn = untilDone(before, signal).then(work);
      const tail = Promise.allSettled([before, turn]).then(() => {
        if (tails.get(sessionId) === tail) tails.delete(sessionId);
      });
      tails.set(sessionId, tail);
      return turn;
    },
  };
}

function untilDone(before: Promise<unknown>, signal: AbortSignal | undefined): Promise<unknown> {
  if (!signal) return before;
  const { promise, resolve } = Promise.withResolvers<unknown>();
  signal.addEventListener('abort', resolve, { once: true });
  before.then(resolve, resolve);
  return signal.aborted ? Promise.resolve() : promise.finally(() => signal.removeEventListener('abort', resolve));
}
