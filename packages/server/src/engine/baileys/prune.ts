/** WhatsApp's names of somebody: bare digits, or before an `@`, perhaps with the number of a device. */
const named = /^(\d+)(?::\d+)?(?:@|$)/;

/**
 * Takes out of all lists within what names one of these people, the smallest part that does: a member of a group, not the group. Changes what
 * is given, and tells what was taken out.
 */
export function pruned(value: object, digits: ReadonlySet<string>): unknown[] {
  const taken: unknown[] = [];
  for (const part of Object.values(value)) {
    if (!isWalkable(part)) continue;
    taken.push(...pruned(part, digits));
    if (!Array.isArray(part)) continue;
    const about = part.filter((each) => names(each, digits));
    if (about.length === 0) continue;
    taken.push(...about);
    part.splice(0, part.length, ...part.filter((each) => !about.includes(each)));
  }
  return taken;
}

function names(value: unknown, digits: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return digits.has(named.exec(value)?.[1] ?? '');
  return isWalkable(value) && Object.values(value).some((part) => names(part, digits));
}

function isWalkable(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
}
