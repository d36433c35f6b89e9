/** Time as the simulator sees it; tests inject their own. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `action` once after `ms`; the returned function cancels it. */
  schedule(ms: number, action: () => void): () => void;
};

/** The machine's own time. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  schedule(ms, action) {
    const timer = setTimeout(action, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Unix seconds as stanzas carry them. */
export function unixSeconds(clock: Clock): string {
  return String(Math.floor(clock.now() / 1000));
}

/** Resolves after `ms`; at once for 0. */
export function elapsed(clock: Clock, ms: number): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    clock.schedule(ms, resolve);
  });
}
