/** The first items, and all of them: those and the rest. */
export type ReadAhead<T> = { head: T[]; all: AsyncIterable<T> };

/** Reads until there is enough to judge by. An error on the way comes at its place in `all`. */
export async function readAhead<T>(
  items: AsyncIterable<T>,
  isEnough: (head: readonly T[]) => boolean,
): Promise<ReadAhead<T>> {
  const iterator = items[Symbol.asyncIterator]();
  const head: T[] = [];
  let next: Promise<IteratorResult<T, unknown>> | undefined;
  while (!isEnough(head)) {
    next = iterator.next();
    const result = await next.catch(() => undefined);
    if (!result || result.done) break;
    head.push(result.value);
    next = undefined;
  }
  return { head, all: continued(head, iterator, next) };
}

async function* continued<T>(
  head: readonly T[],
  iterator: AsyncIterator<T, unknown>,
  last: Promise<IteratorResult<T, unknown>> | undefined,
): AsyncGenerator<T> {
  try {
    yield* head;
    for (let result = await (last ?? iterator.next()); !result.done; result = await iterator.next()) {
      yield result.value;
    }
  } finally {
    await iterator.return?.();
  }
}
