import type { Visible } from '../../auth/index.ts';
import type { Contact } from '../../contacts/index.ts';
import type { Db } from '../../storage/index.ts';

/** The session to look in; null: all that the caller sees. */
export type Where = { session_id: string | null; visible: Visible };

/** People that are there already, by their phones and hidden ids. */
export async function knownPeople(
  db: Db,
  { session_id, visible }: Where,
  ids: { phones: string[]; lids: string[] },
): Promise<Contact[]> {
  const { phones, lids } = ids;
  if (phones.length + lids.length === 0) return [];
  return await db
    .selectFrom('contacts')
    .selectAll()
    .where('type', '=', 'individual')
    .where((eb) => eb.or([eb('phone_number', 'in', ['', ...phones]), eb('lid', 'in', ['', ...lids])]))
    .$if(session_id !== null, (query) => query.where('session_id', '=', session_id as string))
    .$if(session_id === null && visible !== 'all', (query) =>
      query.where('session_id', 'in', ['', ...(visible as ReadonlySet<string>)]),
    )
    .orderBy('id')
    .execute();
}

/** The tags that these contacts have. */
export async function tagsOfContacts(db: Db, ids: number[]): Promise<Map<number, Set<number>>> {
  const found = new Map<number, Set<number>>(ids.map((id) => [id, new Set()]));
  if (ids.length === 0) return found;
  const rows = await db
    .selectFrom('contact_tags')
    .select(['contact_row_id', 'tag_id'])
    .where('contact_row_id', 'in', ids)
    .execute();
  for (const { contact_row_id, tag_id } of rows) found.get(contact_row_id)?.add(tag_id);
  return found;
}

/** Phones that asked to be left alone, of these. */
export async function optedOutPhones(db: Db, phones: string[]): Promise<Set<string>> {
  if (phones.length === 0) return new Set();
  const rows = await db
    .selectFrom('contacts')
    .select('phone_number')
    .distinct()
    .where('phone_number', 'in', phones)
    .where('opted_out', '=', true)
    .execute();
  return new Set(rows.flatMap(({ phone_number }) => phone_number ?? []));
}

/** All tags, by their names. */
export async function tagsByName(db: Db): Promise<Map<string, number>> {
  const rows = await db.selectFrom('tags').select(['id', 'name']).execute();
  return new Map(rows.map(({ id, name }) => [name.toLowerCase(), id]));
}

/** Makes a tag, and tells its id. */
export async function makeTag(db: Db, name: string, at: string): Promise<number> {
  await db.insertInto('tags').values({ name, color: 'gray', created_at: at }).execute();
  const { id } = await db.selectFrom('tags').select('id').where('name', '=', name).executeTakeFirstOrThrow();
  return id;
}

/** Those of the ids that are tags. */
export async function tagIdsAmong(db: Db, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await db.selectFrom('tags').select('id').where('id', 'in', ids).orderBy('id').execute();
  return rows.map(({ id }) => id);
}
