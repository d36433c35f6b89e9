/** Time and chance, injected so that tests own them. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `ms`; the returned function calls it off. Never keeps the process alive. */
  after(ms: number, task: () => void): () => void;
  /** A number in [0, 1). */
  random(): number;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** An ISO 8601 instant in UTC with milliseconds, the one form of time in rows and answers. */
export function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
