import { parseJid } from '../core/index.ts';
import type { OldContact } from './types.ts';

/** The row that stays first: the one by phone before the one by LID, the oldest among equals. */
export function inOrderOfStay(rows: OldContact[]): OldContact[] {
  return [...rows].sort((a, b) => rank(a) - rank(b) || a.id - b.id);
}

function rank(row: OldContact): number {
  return parseJid(row.contact_id.trim())?.kind === 'lid' ? 1 : 0;
}

/** One row of several about the same: what the first does not know is taken from the others. */
export function mergeRows([first, ...others]: [OldContact, ...OldContact[]]): OldContact {
  const merged: OldContact = { ...first };
  for (const other of others) {
    for (const column of ['name', 'group_name', 'group_description', 'group_participants_count'] as const) {
      Object.assign(merged, { [column]: merged[column] ?? other[column] });
    }
    merged.profile_picture ??= other.profile_picture;
    // null says "in the address book or in a chat", which being in a group as well does not change
    if (other.group_id === null && merged.type === 'individual') merged.group_id = null;
    merged.is_admin = merged.is_admin || other.is_admin;
    merged.status = strongest(merged.status, other.status);
    merged.grabbed_at = latest(merged.grabbed_at, other.grabbed_at);
    merged.updated_at = latest(merged.updated_at, other.updated_at) ?? merged.updated_at;
    if (other.created_at < merged.created_at) merged.created_at = other.created_at;
  }
  return merged;
}

function strongest(a: OldContact['status'], b: OldContact['status']): OldContact['status'] {
  return (['blocked', 'active', 'inactive'] as const).find((status) => status === a || status === b) ?? a;
}

function latest(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
