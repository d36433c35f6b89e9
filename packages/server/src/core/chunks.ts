/** Cuts a list into pieces of at most `size`: statements with thousands of parameters are refused or slow. */
export function* chunksOf<T>(items: readonly T[], size = 1000): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
