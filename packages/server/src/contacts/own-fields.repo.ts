import { chunksOf } from '../core/index.ts';
import type { Db, Storage } from '../storage/index.ts';
import { derive, personKeyOf } from './derive.ts';
import type { Contact, KnownContact, OwnFields } from './types.ts';

const ownColumns = ['alias', 'email', 'company', 'note'] as const;

type Kept = Pick<Contact, 'id' | 'type' | 'contact_id' | 'phone_number' | 'lid' | 'person_key' | keyof OwnFields>;
/** What follows from a row and from what the user added to it. */
export type Derived = ReturnType<typeof derive> & Pick<Contact, 'person_key'>;

/**
 * What follows from rows that are about to be written, with the user's own fields as they are now, which nobody but the user changes. Who
 * was told to be the same person stays so unless the row's own numbers change.
 */
export async function deriveKept(db: Db, rows: KnownContact[]): Promise<Derived[]> {
  const kept = await readKept(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => {
    const before = kept.get(row.id);
    const key = personKeyOf(row);
    const same = before !== undefined && personKeyOf(before) === key;
    return { ...derive(row, before), person_key: same ? before.person_key : key };
  });
}

/** Writes the user's own fields of rows, and tells each row before and after; ids that are not there are left out. */
export async function writeOwnFields(
  { bulk }: Storage,
  db: Db,
  ids: number[],
  patch: Partial<OwnFields>,
  at: string,
): Promise<{ before: Contact; after: Contact }[]> {
  const written: { before: Contact; after: Contact }[] = [];
  for (const some of chunksOf(ids)) {
    const rows = await db.selectFrom('contacts').selectAll().where('id', 'in', some).orderBy('id').execute();
    const changed = rows.map((before) => {
      const own = { ...before, ...patch };
      return { before, after: { ...own, ...derive(own, own), updated_at: at } };
    });
    const after = changed.map((each) => each.after);
    await bulk.update(db, 'contacts', after, [...ownColumns, 'sort_name', 'search_text', 'updated_at']);
    written.push(...changed);
  }
  return written;
}

/** Gives what the user added to rows that are about to go to the rows of the same people that stay; what stands there wins. */
export async function inheritOwn(
  storage: Storage,
  db: Db,
  merges: { loser_id: number; survivor_id: number }[],
): Promise<void> {
  for (const some of chunksOf(merges)) {
    const losers = await readOwn(
      db,
      some.map(({ loser_id }) => loser_id),
    );
    if (losers.length > 0) await inheritSome(storage, db, some, losers);
    await moveMarks(db, some);
  }
}

type Own = Awaited<ReturnType<typeof readOwn>>[number];

async function inheritSome(
  { bulk }: Storage,
  db: Db,
  merges: { loser_id: number; survivor_id: number }[],
  losers: Own[],
) {
  const heirs = new Map(merges.map(({ loser_id, survivor_id }) => [loser_id, survivor_id]));
  const ids = [...new Set(losers.flatMap(({ id }) => heirs.get(id) ?? []))];
  const rows = await db.selectFrom('contacts').selectAll().where('id', 'in', ids).execute();
  const survivors = new Map(rows.map((row) => [row.id, row]));
  for (const { id, opted_out, ...own } of losers) {
    const survivor = survivors.get(heirs.get(id) ?? 0);
    if (!survivor) continue;
    for (const column of ownColumns) survivor[column] ??= own[column];
    survivor.opted_out ||= opted_out;
  }
  const values = [...survivors.values()].map((row) => ({ ...row, ...derive(row, row) }));
  await bulk.update(db, 'contacts', values, [...ownColumns, 'opted_out', 'sort_name', 'search_text']);
}

async function moveMarks(db: Db, merges: { loser_id: number; survivor_id: number }[]): Promise<void> {
  const heirs = new Map(merges.map(({ loser_id, survivor_id }) => [loser_id, survivor_id]));
  const losers = [...heirs.keys()];
  const heirOf = (id: number) => heirs.get(id) ?? id;
  const tags = await db.selectFrom('contact_tags').selectAll().where('contact_row_id', 'in', losers).execute();
  for (const tag of tags) {
    const moved = { ...tag, contact_row_id: heirOf(tag.contact_row_id) };
    const { contact_row_id, tag_id } = moved;
    await db
      .deleteFrom('contact_tags')
      .where('contact_row_id', '=', contact_row_id)
      .where('tag_id', '=', tag_id)
      .execute();
    await db.insertInto('contact_tags').values(moved).execute();
  }
  const lists = await db.selectFrom('contact_list_members').selectAll().where('contact_row_id', 'in', losers).execute();
  for (const member of lists) {
    const moved = { ...member, contact_row_id: heirOf(member.contact_row_id) };
    const { contact_row_id, list_id } = moved;
    await db
      .deleteFrom('contact_list_members')
      .where('contact_row_id', '=', contact_row_id)
      .where('list_id', '=', list_id)
      .execute();
    await db.insertInto('contact_list_members').values(moved).execute();
  }
  if (tags.length > 0) await db.deleteFrom('contact_tags').where('contact_row_id', 'in', losers).execute();
  if (lists.length > 0) await db.deleteFrom('contact_list_members').where('contact_row_id', 'in', losers).execute();
}

async function readOwn(db: Db, ids: number[]) {
  return await db
    .selectFrom('contacts')
    .select(['id', 'opted_out', ...ownColumns])
    .where('id', 'in', ids)
    .where((eb) => eb.or([eb('opted_out', '=', true), ...ownColumns.map((column) => eb(column, 'is not', null))]))
    .execute();
}

async function readKept(db: Db, ids: number[]): Promise<Map<number, Kept>> {
  const found = new Map<number, Kept>();
  for (const some of chunksOf(ids)) {
    const rows = await db
      .selectFrom('contacts')
      .select(['id', 'type', 'contact_id', 'phone_number', 'lid', 'person_key', ...ownColumns])
      .where('id', 'in', some)
      .execute();
    for (const row of rows) found.set(row.id, row);
  }
  return found;
}
