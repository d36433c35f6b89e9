import { appendChanges, appendCreated, type NewChange } from '../../changes/index.ts';
import {
  type Contact,
  insertContacts,
  type KnownContact,
  newContact,
  type OwnFields,
  writeOwnFields,
} from '../../contacts/index.ts';
import { contactIdOf } from '../../core/index.ts';
import type { Db, Storage } from '../../storage/index.ts';
import { optedOutPhones } from './known.repo.ts';
import type { Candidate } from './plan.ts';

export type Writing = { storage: Storage; trx: Db; source: string; at: string };

/** Adds people who are nowhere yet; WhatsApp has not told of them, so no grab takes them for gone. Tells their ids, in order. */
export async function addPeople(
  { storage, trx, source, at }: Writing,
  session_id: string,
  people: Candidate[],
): Promise<number[]> {
  if (people.length === 0) return [];
  const outs = await optedOutPhones(
    trx,
    people.flatMap(({ phone }) => phone ?? []),
  );
  const rows = people.map((person) => ({
    ...newContact(factsOf(person), session_id, at, ownOf(person)),
    ...ownOf(person),
    opted_out: person.phone !== null && outs.has(person.phone),
    grabbed_at: null,
  }));
  const ids = await insertContacts(storage, trx, rows);
  const created = ids.map((entity_id) => ({ entity: 'contact' as const, entity_id }));
  await appendCreated(storage, trx, created, { session_id, source, at });
  return ids;
}

/** Changes own fields of a row, and notes it. */
export async function changeOwn(
  { storage, trx, source, at }: Writing,
  row: Contact,
  patch: Partial<OwnFields>,
): Promise<void> {
  if (Object.keys(patch).length === 0) return;
  await writeOwnFields(storage, trx, [row.id], patch, at);
  const fields = Object.entries(patch).map(([name, value]) => [name, [row[name as keyof OwnFields], value]]);
  await appendChanges(storage, trx, [changeOf(row, 'updated', source, at, Object.fromEntries(fields))]);
}

function changeOf(
  { id, session_id }: Pick<Contact, 'id' | 'session_id'>,
  kind: 'updated' | 'removed',
  source: string,
  at: string,
  fields: Record<string, unknown> | null,
): NewChange {
  const written = fields === null ? null : JSON.stringify(fields);
  return { session_id, entity: 'contact', entity_id: id, group_id: null, kind, fields: written, source, at };
}

/** Gives tags; those that are there stay. */
export async function giveTags(
  { storage, trx, source, at }: Writing,
  pairs: { id: number; tags: number[] }[],
): Promise<void> {
  const rows = pairs.flatMap(({ id, tags }) =>
    tags.map((tag_id) => ({ contact_row_id: id, tag_id, added_at: at, source })),
  );
  if (rows.length > 0) await storage.bulk.insert(trx, 'contact_tags', rows);
}

/** Removes rows for good, with their marks, and notes it. */
export async function removePeople({ storage, trx, source, at }: Writing, rows: Contact[]): Promise<void> {
  if (rows.length === 0) return;
  const ids = rows.map(({ id }) => id);
  await trx.deleteFrom('contact_tags').where('contact_row_id', 'in', ids).execute();
  await trx.deleteFrom('contact_list_members').where('contact_row_id', 'in', ids).execute();
  await trx.deleteFrom('contacts').where('id', 'in', ids).execute();
  await appendChanges(
    storage,
    trx,
    rows.map((row) => changeOf(row, 'removed', source, at, null)),
  );
}

/** Takes away tags that this import gave. */
export async function takeTags({ trx, source }: Writing, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await trx.deleteFrom('contact_tags').where('contact_row_id', 'in', ids).where('source', '=', source).execute();
}

/** Removes tags that nothing has any more. */
export async function dropUnusedTags({ trx }: Pick<Writing, 'trx'>, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .deleteFrom('tags')
    .where('id', 'in', ids)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('contact_tags').select('tag_id').whereRef('tag_id', '=', 'tags.id'))))
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('tag_rules').select('tag_rules.id').whereRef('tag_id', '=', 'tags.id'))),
    )
    .execute();
}

export async function contactsById(db: Db, ids: number[]): Promise<Map<number, Contact>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('contacts').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who of these was seen in a group. */
export async function membersAmong(db: Db, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom('contacts as person')
    .innerJoin('group_members as member', (join) =>
      join.onRef('member.session_id', '=', 'person.session_id').onRef('member.contact_row_id', '=', 'person.id'),
    )
    .select('person.id')
    .where('person.id', 'in', ids)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function ownOf({ data }: Candidate): OwnFields {
  const { name, email, company, note } = data;
  return { alias: name, email, company, note };
}

function factsOf({ phone, lid, data }: Candidate): KnownContact {
  return {
    ...{ id: 0, contact_id: contactIdOf({ pn: phone, lid }), name: data.name, phone_number: phone, lid },
    ...{ type: 'individual', group_id: null, group_name: null, group_description: null },
    ...{ group_participants_count: null, is_admin: false, profile_picture: null, status: 'active' },
    ...{ saved_name: null, push_name: null, verified_name: null, chat_name: null, removed_at: null },
    ...{ in_address_book: false, has_chat: false, seen_in_group: false, is_me: false, is_business: false },
  };
}
