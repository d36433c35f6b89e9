/** Up to two letters for the round mark of somebody. */
export function initials(name: string | null): string {
  const words = (name ?? '').match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words
    .slice(0, 2)
    .map(([first = '']) => first.toUpperCase())
    .join('');
}
