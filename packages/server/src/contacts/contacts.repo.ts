import { sql } from 'kysely';
import { chunksOf } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { derive, personKeyOf } from './derive.ts';
import { deriveKept, inheritOwn } from './own-fields.repo.ts';
import type { Contact, KnownContact, NewContact, OwnFields } from './types.ts';

const knownColumns = [
  'id',
  'contact_id',
  'name',
  'phone_number',
  'type',
  'group_id',
  'group_name',
  'group_description',
  'group_participants_count',
  'is_admin',
  'profile_picture',
  'status',
  'lid',
  'saved_name',
  'push_name',
  'verified_name',
  'chat_name',
  'in_address_book',
  'has_chat',
  'seen_in_group',
  'is_me',
  'is_business',
  'removed_at',
] as const satisfies (keyof KnownContact)[];

const derivedColumns = ['country_code', 'sort_name', 'search_text', 'person_key'];
const factColumns = knownColumns.filter((column) => column !== 'id' && column !== 'type');
const timeColumns = ['grabbed_at', 'updated_at', 'last_seen_at'];
/** Few enough that a page is forgotten before it grows old in the heap. */
const pageSize = 100;

/** All rows of a session, oldest first, with the columns that a grab compares. */
export async function loadKnown(db: Db, sessionId: string): Promise<(KnownContact & Pick<Contact, 'grabbed_at'>)[]> {
  return await db
    .selectFrom('contacts')
    .select([...knownColumns, 'grabbed_at'])
    .where('session_id', '=', sessionId)
    .orderBy('id')
    .execute();
}

/** The rows of these people and groups, oldest first. An old database may know a phone by the `contact_id` only. */
export async function findKnown(db: Db, sessionId: string, keys: KnownKeys): Promise<KnownContact[]> {
  const { phones = [], lids = [], contactIds = [], ids = [] } = keys;
  const names = [
    ...contactIds,
    ...phones.flatMap((phone) => [`${phone}@s.whatsapp.net`, `${phone}@c.us`]),
    ...lids.map((lid) => `${lid}@lid`),
  ];
  const found = new Map<number, KnownContact>();
  const wanted = [['phone_number', phones] as const, ['lid', lids] as const, ['contact_id', names] as const];
  for (const [column, values] of [...wanted, ['id', ids] as const]) {
    for (const some of chunksOf<string | number>(values)) {
      const query = db
        .selectFrom('contacts')
        .select([...knownColumns])
        .where('session_id', '=', sessionId);
      for (const row of await query.where(column, 'in', some).execute()) found.set(row.id, row);
    }
  }
  return [...found.values()].sort((one, other) => one.id - other.id);
}

/** By which a row is found; all are digits but the `contact_id`s and the numeric ids. */
export type KnownKeys = {
  phones?: readonly string[];
  lids?: readonly string[];
  contactIds?: readonly string[];
  ids?: readonly number[];
};

/** Whether anything is saved under a session. */
export async function hasRows(db: Db, sessionId: string): Promise<boolean> {
  const any = db.selectFrom('contacts').select('id').where('session_id', '=', sessionId).limit(1);
  return (await any.executeTakeFirst()) !== undefined;
}

/** The `contact_id`s of the groups that the account is in. */
export async function listPresentGroups(db: Db, sessionId: string): Promise<string[]> {
  const groups = db.selectFrom('contacts').select('contact_id').where('session_id', '=', sessionId);
  const rows = await groups.where('type', '=', 'group').where('removed_at', 'is', null).execute();
  return rows.map(({ contact_id }) => contact_id);
}

/** The ids of everybody who is blocked. */
export async function listBlocked(db: Db, sessionId: string): Promise<number[]> {
  const blocked = db.selectFrom('contacts').select('id').where('session_id', '=', sessionId);
  return (await blocked.where('status', '=', 'blocked').execute()).map(({ id }) => id);
}

/** All rows of a session whole, its owner's too, oldest first. */
export async function loadRows(db: Db, sessionId: string): Promise<Contact[]> {
  return await db.selectFrom('contacts').selectAll().where('session_id', '=', sessionId).orderBy('id').execute();
}

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

export type ListOptions = { type?: Contact['type'] | undefined };

/** A session's people and groups (neither its owner nor the trash), ordered by name, in pages. */
export async function* listContacts(db: Db, sessionId: string, { type }: ListOptions = {}): AsyncGenerator<Contact[]> {
  let last: Contact | undefined;
  do {
    const page: Contact[] = await contactsAfter(db, sessionId, type, last).execute();
    if (page.length > 0) yield page;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}

/** How many people and groups a session has, gone ones included, its owner and the trash not. */
export async function countContacts(db: Db, sessionId: string): Promise<{ individuals: number; groups: number }> {
  const rows = await db
    .selectFrom('contacts')
    .select((eb) => ['type', eb.fn.countAll<number>().as('count')])
    .where('session_id', '=', sessionId)
    .where('is_me', '=', false)
    .where('deleted_at', 'is', null)
    .groupBy('type')
    .execute();
  const count = (type: Contact['type']) => Number(rows.find((row) => row.type === type)?.count ?? 0);
  return { individuals: count('individual'), groups: count('group') };
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

function contactsAfter(db: Db, sessionId: string, type: Contact['type'] | undefined, last: Contact | undefined) {
  let query = db
    .selectFrom('contacts')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('is_me', '=', false)
    .where('deleted_at', 'is', null);
  if (type) query = query.where('type', '=', type);
  if (last) {
    const { sort_name, id } = last;
    query = query
      .where('sort_name', '>=', sort_name)
      .where((eb) =>
        eb.or([eb('sort_name', '>', sort_name), eb.and([eb('sort_name', '=', sort_name), eb('id', '>', id)])]),
      );
  }
  return query.orderBy('sort_name').orderBy('id').limit(pageSize);
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
