import type { ContactQuery } from '@grabber/contract';
import type { Selectable } from 'kysely';
import type { Visible } from '../auth/index.ts';
import type { NewChange } from '../changes/index.ts';
import { lookAhead, whereContacts } from '../contacts/index.ts';
import { AppError, chunksOf } from '../core/index.ts';
import type { ContactsTable, Db, Reading, Storage } from '../storage/index.ts';
import type { Note } from './parts.ts';

/** As much of a contact as what users do to it needs. */
export type CareRow = Pick<
  Selectable<ContactsTable>,
  'id' | 'session_id' | 'type' | 'status' | 'opted_out' | 'deleted_at' | 'person_key'
>;

const careColumns = ['id', 'session_id', 'type', 'status', 'opted_out', 'deleted_at', 'person_key'] as const;

/** Whatever there is, what is in the trash too. */
const everything: ContactQuery = {
  filter: { any: [{ all: [] }, { all: [{ field: 'in_trash', is: true }] }] },
};

/** Which of these contacts the caller may see, in the order of their ids; those in the trash are among them. */
export async function readCareRows(
  { dialect }: Pick<Storage, 'dialect'>,
  db: Db,
  visible: Visible,
  ids: number[],
): Promise<CareRow[]> {
  const found: CareRow[] = [];
  for (const some of chunksOf(ids)) {
    const rows = await db
      .selectFrom('contacts')
      .select([...careColumns])
      .where('id', 'in', some)
      .where(whereContacts({ dialect }, everything, visible))
      .orderBy('id')
      .execute();
    found.push(...rows);
  }
  return found;
}

/** The contact, and with `person` all rows of the same person that the caller may see. Throws `contact_not_found`. */
export async function readTargets(
  storage: Pick<Storage, 'dialect'>,
  db: Db,
  visible: Visible,
  { id, applies_to }: { id: number; applies_to: 'person' | 'contact' },
): Promise<CareRow[]> {
  const [row] = await readCareRows(storage, db, visible, [id]);
  if (!row) throw new AppError('contact_not_found');
  if (applies_to === 'contact' || row.person_key === '') return [row];
  return await readPersons(storage, db, visible, [row.person_key]);
}

/** All rows of these people that the caller may see, in the order of their ids. */
export async function readPersons(
  { dialect }: Pick<Storage, 'dialect'>,
  db: Db,
  visible: Visible,
  keys: string[],
): Promise<CareRow[]> {
  return await db
    .selectFrom('contacts')
    .select([...careColumns])
    .where('person_key', 'in', keys)
    .where(whereContacts({ dialect }, everything, visible))
    .orderBy('id')
    .execute();
}

/** The ids that a query finds behind one and up to another, oldest first. What the query says of one row per person does not count. */
export async function idsBetween(
  { db, dialect }: Reading,
  query: ContactQuery,
  visible: Visible,
  { after, until, limit }: { after: number; until: number; limit: number },
): Promise<number[]> {
  const options = await lookAhead({ db, dialect }, query, visible);
  const rows = await db
    .selectFrom('contacts')
    .select('id')
    .where('id', '>', after)
    .where('id', '<=', until)
    .where(whereContacts({ dialect }, { ...query, unique: false }, visible, options))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** The newest contact's id. */
export async function lastContactId(db: Db): Promise<number> {
  const row = await db
    .selectFrom('contacts')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst();
  return Number(row?.id ?? 0);
}

/** Sets one column of many rows to one value; they count as changed at that time. */
export async function setColumn(
  db: Db,
  ids: number[],
  column: 'status' | 'opted_out' | 'deleted_at',
  value: CareRow[typeof column],
  at: string,
): Promise<void> {
  for (const some of chunksOf(ids)) {
    await db
      .updateTable('contacts')
      .set({ [column]: value, updated_at: at })
      .where('id', 'in', some)
      .execute();
  }
}

/** A line of the change log about such a row. */
export function changeOf(
  { id, session_id, type }: Pick<CareRow, 'id' | 'session_id' | 'type'>,
  fields: Record<string, [unknown, unknown]>,
  { source, at }: Note,
): NewChange {
  const entity = type === 'group' ? ('group' as const) : ('contact' as const);
  return {
    session_id,
    entity,
    entity_id: id,
    group_id: null,
    kind: 'updated',
    fields: JSON.stringify(fields),
    source,
    at,
  };
}
