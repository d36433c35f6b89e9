import { sql } from 'kysely';
import type { Visible } from '../../auth/index.ts';
import { whereContacts } from '../../contacts/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { Candidate } from './pairs.ts';

const columns = ['id', 'session_id', 'person_key', 'name'] as const;
const people = { filter: { any: [{ all: [{ field: 'type' as const, in: ['individual' as const] }] }] } };

/** Rows whose key begins with a prefix, behind a key, in the order of their keys. */
export async function keysBehind(
  { db, dialect }: Storage,
  visible: Visible,
  { prefix, after, limit }: { prefix: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('person_key')
    .distinct()
    .where('person_key', '>', after)
    .where('person_key', '>=', prefix)
    .where('person_key', '<', `${prefix}:`)
    .where(whereContacts({ dialect }, people, visible))
    .orderBy('person_key')
    .limit(limit)
    .execute();
  return rows.map(({ person_key }) => person_key);
}

/** All rows of these people. */
export async function rowsOfKeys({ db, dialect }: Storage, visible: Visible, keys: string[]): Promise<Candidate[]> {
  if (keys.length === 0) return [];
  return await db
    .selectFrom('contacts')
    .select([...columns])
    .where('person_key', 'in', keys)
    .where(whereContacts({ dialect }, people, visible))
    .execute();
}

/** Which accounts are in which groups. */
export async function sessionsOfGroups({ db, dialect }: Storage, visible: Visible): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('contacts')
    .select(['contact_id', 'session_id'])
    .where('type', '=', 'group')
    .where('removed_at', 'is', null)
    .where(whereContacts({ dialect }, {}, visible))
    .execute();
  const found = new Map<string, string[]>();
  for (const { contact_id, session_id } of rows) {
    const sessions = found.get(contact_id);
    if (sessions) sessions.push(session_id);
    else found.set(contact_id, [session_id]);
  }
  return found;
}

/** Everybody who is in a group now, as these accounts know them. */
export async function membersOf(
  { db, dialect }: Storage,
  visible: Visible,
  groupId: string,
  sessions: string[],
): Promise<Candidate[]> {
  return await db
    .selectFrom('group_members as member')
    .innerJoin('contacts', 'contacts.id', 'member.contact_row_id')
    .select(['contacts.id', 'contacts.session_id', 'contacts.person_key', 'contacts.name'])
    .where('member.session_id', 'in', sessions)
    .where('member.group_id', '=', groupId)
    .where('member.left_at', 'is', null)
    .where('contacts.name', 'is not', null)
    .where(whereContacts({ dialect }, people, visible))
    .execute();
}

/** Rows of an account that are gone, each with one of the same saved name that is there. */
export async function goneAndCome({ db, dialect }: Storage, visible: Visible, sessionId: string) {
  return await db
    .selectFrom('contacts as gone')
    .innerJoin('contacts as come', (join) =>
      join
        .onRef('come.session_id', '=', 'gone.session_id')
        .onRef('come.sort_name', '=', 'gone.sort_name')
        .onRef('come.saved_name', '=', 'gone.saved_name')
        .onRef('come.person_key', '<>', 'gone.person_key'),
    )
    .select(['gone.id as a_id', 'come.id as b_id', 'gone.removed_at', 'come.first_seen_at'])
    .where('gone.session_id', '=', sessionId)
    .where('gone.removed_at', 'is not', null)
    .where('come.removed_at', 'is', null)
    .where('come.in_address_book', '=', true)
    .where(whereContacts({ dialect }, people, visible, { alias: 'gone' }))
    .where(whereContacts({ dialect }, people, visible, { alias: 'come' }))
    .limit(10_000)
    .execute();
}

/** The same LID with two phones: one account was told of the new number, the other was not yet. */
export async function movedNumbers({ db, dialect }: Storage, visible: Visible, after: number, until: number) {
  return await db
    .selectFrom('contacts as one')
    .innerJoin('contacts as other', (join) =>
      join.onRef('other.lid', '=', 'one.lid').onRef('other.phone_number', '>', 'one.phone_number'),
    )
    .select(['one.id as a_id', 'other.id as b_id'])
    .where('one.id', '>', after)
    .where('one.id', '<=', until)
    .where(sql<boolean>`other.person_key <> one.person_key`)
    .where(whereContacts({ dialect }, people, visible, { alias: 'one' }))
    .where(whereContacts({ dialect }, people, visible, { alias: 'other' }))
    .limit(10_000)
    .execute();
}

/** The accounts that are seen. */
export async function sessionIds({ db }: Storage, visible: Visible): Promise<string[]> {
  const rows = await db.selectFrom('whatsapp_sessions').select('session_id').orderBy('id').execute();
  const ids = rows.map(({ session_id }) => session_id);
  return visible === 'all' ? ids : ids.filter((id) => visible.has(id));
}
