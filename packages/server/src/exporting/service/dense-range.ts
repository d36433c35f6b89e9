/** The lowest and highest of some ids, if there can be few others between them; rows are then read by two bounds instead of a list. */
export function denseRange(ids: readonly number[]): { first: number; last: number } | undefined {
  if (ids.length === 0) return undefined;
  const [first, last] = [Math.min(...ids), Math.max(...ids)];
  return last - first < ids.length * 2 ? { first, last } : undefined;
}
