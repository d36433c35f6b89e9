import { type Contact, loadRows } from '../../packages/server/src/contacts/index.ts';
import { loadMemberships } from '../../packages/server/src/groups/index.ts';
import type { Storage } from '../../packages/server/src/storage/index.ts';

/** A session's rows as they stand, straight from the database. */
export type Rows = {
  people: Contact[];
  groups: Contact[];
  /** `group|LID or phone|role` of those who are members of a group that the account is in. */
  members: string[];
};

/** Reads people (not the owner) and groups that are there now, and who is in which group. */
export async function readRows(storage: Storage, sessionId: string): Promise<Rows> {
  const all = await loadRows(storage.db, sessionId);
  const byId = new Map(all.map((row) => [row.id, row]));
  const there = all.filter((row) => row.removed_at === null);
  const groups = there.filter(({ type }) => type === 'group');
  const present = new Set(groups.map(({ contact_id }) => contact_id));
  const members = (await loadMemberships(storage.db, sessionId))
    .filter(({ left_at, group_id }) => left_at === null && present.has(group_id))
    .map(({ group_id, contact_row_id, role }) => {
      const row = byId.get(contact_row_id);
      return `${group_id}|${row?.lid ?? row?.phone_number}|${role}`;
    });
  return { people: there.filter(({ type, is_me }) => type === 'individual' && !is_me), groups, members };
}
