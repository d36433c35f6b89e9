const digitsPattern = /^\d{1,32}$/;

export type Malformed = { item_id: string | null; reason: string };

/** Phone and LID of an incoming person, or why they cannot be read. */
export function readIdentity(incoming: unknown): { pn: string | null; lid: string | null } | Malformed {
  if (typeof incoming !== 'object' || incoming === null) return { item_id: null, reason: 'not an object' };
  const pn = 'pn' in incoming ? (incoming.pn ?? null) : null;
  const lid = 'lid' in incoming ? (incoming.lid ?? null) : null;
  if (pn === null && lid === null) return { item_id: null, reason: 'neither phone nor LID' };
  if (!isDigits(pn) || !isDigits(lid)) return { item_id: describe(pn ?? lid), reason: 'phone or LID is not a number' };
  return { pn, lid };
}

function isDigits(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && digitsPattern.test(value));
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
}
