/** Batches, handed out in pieces. */
export type LineSource<T> = {
  /** Some of the next items, at most so many; undefined behind the last. */
  take(most: number): Promise<readonly T[] | undefined>;
  /** Whether something is left. */
  hasMore(): Promise<boolean>;
  close(): Promise<void>;
};

export function lineSource<T>(batches: AsyncIterable<readonly T[]>): LineSource<T> {
  const iterator = batches[Symbol.asyncIterator]();
  let batch: readonly T[] = [];
  let at = 0;

  async function hasMore(): Promise<boolean> {
    while (at >= batch.length) {
      const next = await iterator.next();
      if (next.done) return false;
      batch = next.value;
      at = 0;
    }
    return true;
  }

  return {
    hasMore,
    async take(most) {
      if (!(await hasMore())) return undefined;
      const some = batch.slice(at, at + most);
      at += some.length;
      return some;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
