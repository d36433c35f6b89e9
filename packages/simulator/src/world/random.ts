/** A seeded source of choices: the same seed gives the same choices on every machine. Not for secrets. */
export type Random = {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** True with the given probability (0..1). */
  chance(probability: number): boolean;
  /** One item; throws a RangeError when there is none. */
  pick<T>(items: readonly T[]): T;
  /** Up to `count` different items, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
  /** `length` decimal digits; the first may be zero. */
  digits(length: number): string;
};

/** Creates a source of choices (the mulberry32 generator, 32 bits of state). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  return {
    integer,
    chance: (probability) => fraction() < probability,
    pick: (items) => itemAt(items, integer(0, items.length - 1)),
    sample: (items, count) => sample(items, Math.min(count, items.length), integer),
    digits: (length) => Array.from({ length }, () => integer(0, 9)).join(''),
  };
}

// Picks positions rather than shuffling a copy: taking 30 of 100,000 people must stay cheap.
function sample<T>(items: readonly T[], count: number, integer: Random['integer']): T[] {
  if (count > items.length / 2) return shuffled(items, integer).slice(0, count);
  const positions = new Set<number>();
  while (positions.size < count) positions.add(integer(0, items.length - 1));
  return [...positions].map((position) => itemAt(items, position));
}

function shuffled<T>(items: readonly T[], integer: Random['integer']): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = integer(0, last);
    const moved = itemAt(result, last);
    result[last] = itemAt(result, other);
    result[other] = moved;
  }
  return result;
}

function itemAt<T>(items: readonly T[], position: number): T {
  if (position < 0 || position >= items.length) throw new RangeError('nothing to choose from');
  return items[position] as T;
}
