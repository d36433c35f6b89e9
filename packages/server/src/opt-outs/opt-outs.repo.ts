import type { Insertable, Selectable } from 'kysely';
import type { Visible } from '../auth/index.ts';
import { chunksOf } from '../core/index.ts';
import { type Db, type OptOutsTable, type Page, type PageWish, readPage, type Storage } from '../storage/index.ts';

export type OptOutRow = Selectable<OptOutsTable>;
/** Somebody as a row of `contacts` knows them. */
export type Known = {
  id: number;
  session_id: string;
  phone_number: string | null;
  lid: string | null;
  opted_out: boolean;
};

const knownColumns = ['id', 'session_id', 'phone_number', 'lid', 'opted_out'] as const;

/** Entries of those who must not be stored in a session. */
export async function unwantedOf(db: Db, sessionId: string): Promise<OptOutRow[]> {
  return await holdingIn(db, sessionId).selectAll().where('erase_on_sight', '=', true).execute();
}

/** The number of the newest erasure; 0 when there is none. */
export async function newestErasure(db: Db): Promise<number> {
  const row = await db.selectFrom('erasures').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
}

/** Erasures after this one, oldest first. */
export async function erasuresAfter(db: Db, id: number): Promise<{ id: number; identifier_hash: string }[]> {
  return await db.selectFrom('erasures').select(['id', 'identifier_hash']).where('id', '>', id).orderBy('id').execute();
}

/** Whether anybody opted out of a session. */
export async function hasOptOuts(db: Db, sessionId: string): Promise<boolean> {
  return (await holdingIn(db, sessionId).select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Entries with one of these digests, of whatever session. */
export async function entriesByHash(db: Db, column: 'phone_hash' | 'lid_hash', hashes: string[]): Promise<OptOutRow[]> {
  const found: OptOutRow[] = [];
  for (const some of chunksOf(hashes)) {
    found.push(...(await db.selectFrom('opt_outs').selectAll().where(column, 'in', some).execute()));
  }
  return found;
}

export async function allOptOuts(db: Db): Promise<OptOutRow[]> {
  return await db.selectFrom('opt_outs').selectAll().execute();
}

/** Entries that a caller may see; those for all sessions only for who sees all. */
export async function pageOptOuts(
  db: Db,
  visible: Visible,
  { total, ...wish }: PageWish & { total: boolean },
): Promise<Page<OptOutRow> & { total?: number }> {
  const page = await readPage(seenBy(db, visible).selectAll(), wish);
  if (!total) return page;
  const { count } = await seenBy(db, visible)
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return { ...page, total: Number(count) };
}

export async function findOptOut(db: Db, id: number): Promise<OptOutRow | undefined> {
  return await db.selectFrom('opt_outs').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertOptOut(db: Db, row: Insertable<OptOutsTable>): Promise<void> {
  await db.insertInto('opt_outs').values(row).execute();
}

export async function insertOptOuts(
  { bulk }: Pick<Storage, 'bulk'>,
  db: Db,
  rows: Omit<OptOutRow, 'id'>[],
): Promise<void> {
  if (rows.length > 0) await bulk.insert(db, 'opt_outs', rows);
}

export async function strengthenOptOut(db: Db, id: number): Promise<void> {
  await db.updateTable('opt_outs').set({ erase_on_sight: true }).where('id', '=', id).execute();
}

/** The entry of exactly this person in exactly this reach. */
export async function findEntry(
  db: Db,
  sessionId: string,
  { phone_hash, lid_hash }: Pick<OptOutRow, 'phone_hash' | 'lid_hash'>,
): Promise<OptOutRow | undefined> {
  return await db
    .selectFrom('opt_outs')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where((eb) =>
      eb.or([
        ...(phone_hash === null ? [] : [eb('phone_hash', '=', phone_hash)]),
        ...(lid_hash === null ? [] : [eb('lid_hash', '=', lid_hash)]),
      ]),
    )
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

export async function deleteOptOut(db: Db, id: number): Promise<void> {
  await db.deleteFrom('opt_outs').where('id', '=', id).execute();
}

export async function deleteOptOuts(db: Db, ids: number[]): Promise<void> {
  for (const some of chunksOf(ids)) {
    await db.deleteFrom('opt_outs').where('id', 'in', some).execute();
  }
}

/** These rows of `contacts` as the list knows people. */
export async function knownRows(db: Db, ids: number[]): Promise<Known[]> {
  const found: Known[] = [];
  for (const some of chunksOf(ids)) {
    const query = db.selectFrom('contacts').select([...knownColumns]);
    found.push(...(await query.where('id', 'in', some).execute()));
  }
  return found;
}

/** Rows of a person in these sessions: by number, or by hidden id where the number is not known. */
export async function findPeople(
  db: Db,
  { phone, lid }: { phone: string | null; lid: string | null },
): Promise<Known[]> {
  const people = () =>
    db
      .selectFrom('contacts')
      .select([...knownColumns])
      .where('type', '=', 'individual');
  const byPhone = phone === null ? [] : await people().where('phone_number', '=', phone).execute();
  const byLid = lid === null ? [] : await people().where('lid', '=', lid).execute();
  return [...new Map([...byPhone, ...byLid].map((row) => [row.id, row])).values()];
}

/** People who are marked as opted out. */
export async function markedPeople(db: Db): Promise<Known[]> {
  return await db
    .selectFrom('contacts')
    .select([...knownColumns])
    .where('opted_out', '=', true)
    .execute();
}

/** Marks rows, or takes the mark off. */
export async function setOptedOut(db: Db, ids: number[], opted_out: boolean): Promise<void> {
  for (const part of chunksOf(ids)) {
    await db.updateTable('contacts').set({ opted_out }).where('id', 'in', part).execute();
  }
}

/** Entries that hold in a session: its own, and those for all. */
function holdingIn(db: Db, sessionId: string) {
  return db.selectFrom('opt_outs').where('session_id', 'in', ['', sessionId]);
}

function seenBy(db: Db, visible: Visible) {
  return db
    .selectFrom('opt_outs')
    .$if(visible !== 'all', (query) =>
      query.where('session_id', 'in', ['\u0001', ...(visible as ReadonlySet<string>)]),
    );
}
