import { sql } from 'kysely';
import { chunksOf } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { derive, personKeyOf } from './derive.ts';
import { knownColumns } from './known.repo.ts';
import { countContacts } from './list.repo.ts';
import { deriveKept, inheritOwn } from './own-fields.repo.ts';
import type { Contact, KnownContact, NewContact, OwnFields } from './types.ts';

const derivedColumns = ['country_code', 'sort_name', 'search_text', 'person_key'];
const factColumns = knownColumns.filter((column) => column !== 'id' && column !== 'type');
const timeColumns = ['grabbed_at', 'updated_at', 'last_seen_at'];

/** Writes rows that another source than the account itself completed: they do not count as seen or grabbed. */
export async function completeContacts({ bulk }: Storage, db: Db, rows: Contact[]): Promise<void> {
  if (rows.length === 0) return;
  const derived = await deriveKept(db, rows);
  const values = rows.map((row, index) => ({ ...row, ...derived[index] }));
  await bulk.update(db, 'contacts', values, [...factColumns, ...derivedColumns, 'first_seen_at', 'updated_at']);
}

/** Adds rows and tells their ids, in order. */
export async function insertContacts({ bulk }: Storage, db: Db, rows: NewContact[]): Promise<number[]> {
  return rows.length === 0 ? [] : await bulk.insertWithIds(db, 'contacts', rows);
}

/** Writes changed rows whole; they count as seen and changed at that time. */
export async function updateContacts({ bulk }: Storage, db: Db, rows: KnownContact[], at: string): Promise<void> {
  if (rows.length === 0) return;
  const times = { grabbed_at: at, updated_at: at, last_seen_at: at };
  const derived = await deriveKept(db, rows);
  const values = rows.map((row, index) => ({ ...row, ...derived[index], ...times }));
  await bulk.update(db, 'contacts', values, [...factColumns, ...derivedColumns, ...timeColumns]);
}

/** Frees the `contact_id`s of rows that are given another in the same transaction, so that further rows may have them. */
export async function vacateContactIds(db: Db, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const contact_id = sql<string>`concat('moving:', id)`;
  await db.updateTable('contacts').set({ contact_id }).where('id', 'in', ids).execute();
}

/** Writes what only follows from other rows (a person's group, a group's size), without touching any time. */
export async function updateConsequences({ bulk }: Storage, db: Db, rows: KnownContact[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = ['group_id', 'group_name', 'group_participants_count', 'is_admin', 'seen_in_group', 'is_me'];
  await bulk.update(db, 'contacts', rows, columns);
}

/** Removes rows that were merged into others, which inherit what the user added to them, and keeps their numbers as aliases. */
export async function removeMerged(
  storage: Storage,
  db: Db,
  merges: { loser_id: number; survivor_id: number }[],
  sessionId: string,
): Promise<void> {
  await inheritOwn(storage, db, merges);
  const losers = merges.map(({ loser_id }) => loser_id);
  for (const ids of chunksOf(losers)) {
    await db.deleteFrom('contacts').where('id', 'in', ids).execute();
  }
  for (const { loser_id, survivor_id } of merges) {
    const row = { contact_row_id: survivor_id };
    await db.updateTable('contact_aliases').set(row).where('contact_row_id', '=', loser_id).execute();
  }
  const aliases = merges.map(({ loser_id, survivor_id }) => ({
    old_id: loser_id,
    session_id: sessionId,
    contact_row_id: survivor_id,
  }));
  if (aliases.length > 0) await storage.bulk.insert(db, 'contact_aliases', aliases);
}

/** Removes all rows of a session, with their aliases and marks; tells how many people and groups there were, its owner and the trash not counted. */
export async function deleteContacts(db: Db, sessionId: string): Promise<number> {
  const { individuals, groups } = await countContacts(db, sessionId);
  await db.deleteFrom('contact_aliases').where('session_id', '=', sessionId).execute();
  const all = db.selectFrom('contacts').select('id').where('session_id', '=', sessionId);
  await db.deleteFrom('contact_tags').where('contact_row_id', 'in', all).execute();
  await db.deleteFrom('contact_list_members').where('contact_row_id', 'in', all).execute();
  await db.deleteFrom('contacts').where('session_id', '=', sessionId).execute();
  return individuals + groups;
}

/** A row to be inserted, first seen at that time. */
export function newContact(known: KnownContact, sessionId: string, at: string, own?: OwnFields): NewContact {
  const { id: _, ...facts } = known;
  return {
    session_id: sessionId,
    ...facts,
    ...derive(known, own),
    person_key: personKeyOf(known),
    grabbed_at: at,
    created_at: at,
    updated_at: at,
    first_seen_at: at,
    last_seen_at: at,
  };
}
