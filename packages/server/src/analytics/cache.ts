import type { Visible } from '../auth/index.ts';

const mostKept = 200;
type Kept = { seq: number; value: Promise<unknown> };

/** Keeps what was counted for the sessions of a caller until one of them has a newer change; equal questions at once are counted once. */
export function createCache(newestOf: (visible: Visible) => Promise<number>) {
  const kept = new Map<string, Kept>();
  return async <T>(what: string, visible: Visible, wish: string, count: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify([what, wish, visible === 'all' ? 'all' : [...visible].sort()]);
    const seq = await newestOf(visible);
    const known = kept.get(key);
    if (known?.seq === seq) return (await known.value) as T;
    const value = count();
    kept.delete(key);
    kept.set(key, { seq, value });
    value.catch(() => kept.delete(key));
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    return await value;
  };
}
