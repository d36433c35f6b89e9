import type { Clock } from './clock.ts';

/** A clock that stands until a test moves it. */
export function manualClock(): Clock & { advance(ms: number): void } {
  const timers = new Set<{ at: number; task: () => void }>();
  let now = Date.parse('2026-01-01T00:00:00Z');
  return {
    now: () => now,
    random: () => 0.5,
    after(ms, task) {
      const timer = { at: now + ms, task };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      now += ms;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.task();
      }
    },
  };
}
