import type { Clock } from '../../core/index.ts';

/** Answers that are dear to find and may be a little old. Whoever asks for one that is being found waits for it. */
export type ShortMemory<T> = { recall(key: string, find: () => Promise<T>): Promise<T> };

type Kept<T> = { answer: Promise<T>; until: number };

export function createShortMemory<T>(clock: Clock, { ms, most }: { ms: number; most: number }): ShortMemory<T> {
  const kept = new Map<string, Kept<T>>();

  function keep(key: string, answer: Promise<T>): Promise<T> {
    const oldest = kept.keys().next();
    if (kept.size >= most && !oldest.done) kept.delete(oldest.value);
    kept.set(key, { answer, until: clock.now() + ms });
    answer.catch(() => kept.delete(key));
    return answer;
  }

  return {
    recall(key, find) {
      const known = kept.get(key);
      if (known && known.until > clock.now()) return known.answer;
      kept.delete(key);
      return keep(key, find());
    },
  };
}
