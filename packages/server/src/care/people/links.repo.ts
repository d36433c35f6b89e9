import { sql } from 'kysely';
import { chunksOf } from '../../core/index.ts';
import type { Db, Storage } from '../../storage/index.ts';

/** A row and the key that it is to have. */
export type Keyed = { id: number; person_key: string };

/** Contacts that are new, or whose own numbers have changed. */
export type Touched = {
  session_id: string;
  /** Ids of one insertion, in order. */
  inserted: number[];
  changed: number[];
};

/** Rows of this session (empty: of all) that would have a key have another. */
export type Link = { person_key: string; session_id: string; linked_to: string; merge_id: number };

/**
 * The pieces in which touched rows are looked for. Nobody else writes rows of the session meanwhile, so everything of it between the first and
 * the last new id is new.
 */
function* piecesOf({ inserted, changed }: Touched) {
  const [first, last] = [inserted[0], inserted.at(-1)];
  if (first !== undefined && last !== undefined) yield { first, last };
  for (const ids of chunksOf(changed)) yield { ids };
}

type Piece = ReturnType<typeof piecesOf> extends Generator<infer P> ? P : never;

/** Of touched rows that know the LID only: the phone that another row knows. */
export async function phonesFromElsewhere(db: Db, touched: Touched): Promise<Keyed[]> {
  const found: Keyed[] = [];
  for (const piece of piecesOf(touched)) {
    const rows = await within(db, touched.session_id, piece)
      .innerJoin('contacts as known', 'known.lid', 'touched.lid')
      .select((eb) => ['touched.id', eb.fn.min('known.phone_number').as('phone')])
      .where('touched.phone_number', 'is', null)
      .where('known.phone_number', 'is not', null)
      .groupBy('touched.id')
      .execute();
    found.push(...rows.map(({ id, phone }) => ({ id, person_key: String(phone) })));
  }
  return found;
}

/** Rows that know the LID only, of which a touched row knows the phone. */
export async function whoseLidIsTold(db: Db, touched: Touched): Promise<Keyed[]> {
  const found: Keyed[] = [];
  for (const piece of piecesOf(touched)) {
    const rows = await within(db, touched.session_id, piece)
      .innerJoin('contacts as other', (join) =>
        join.on((eb) => eb('other.person_key', '=', eb.fn<string>('concat', [sql.lit('lid:'), 'touched.lid']))),
      )
      .select((eb) => ['other.id', eb.fn.min('touched.phone_number').as('phone')])
      .where('touched.phone_number', 'is not', null)
      .where('touched.lid', 'is not', null)
      .groupBy('other.id')
      .execute();
    found.push(...rows.map(({ id, phone }) => ({ id, person_key: String(phone) })));
  }
  return found;
}

/** Of touched rows that know both: those whose LID a merge speaks of. */
export async function toldAboutLinks(
  db: Db,
  touched: Touched,
  lids: string[],
): Promise<{ lid: string; phone: string }[]> {
  if (lids.length === 0) return [];
  const found: { lid: string; phone: string }[] = [];
  for (const piece of piecesOf(touched)) {
    for (const some of chunksOf(lids)) {
      const rows = await within(db, touched.session_id, piece)
        .select(['touched.lid', 'touched.phone_number'])
        .where('touched.lid', 'in', some)
        .where('touched.phone_number', 'is not', null)
        .execute();
      found.push(...rows.map(({ lid, phone_number }) => ({ lid: String(lid), phone: String(phone_number) })));
    }
  }
  return found;
}

function within(db: Db, sessionId: string, piece: Piece) {
  const rows = db.selectFrom('contacts as touched').where('touched.session_id', '=', sessionId);
  return 'ids' in piece
    ? rows.where('touched.id', 'in', piece.ids)
    : rows.where('touched.id', '>=', piece.first).where('touched.id', '<=', piece.last);
}

/** All links: as many as people have merged. */
export async function readLinks(db: Db): Promise<Link[]> {
  return await db.selectFrom('merge_links').selectAll().execute();
}

export async function insertLinks({ bulk }: Storage, db: Db, links: Link[]): Promise<void> {
  if (links.length > 0) await bulk.insert(db, 'merge_links', links);
}

export async function deleteLinks(db: Db, mergeId: number): Promise<void> {
  await db.deleteFrom('merge_links').where('merge_id', '=', mergeId).execute();
}

/** Rows that have a key which is linked to another for them. */
export async function linkedRows(db: Db) {
  return await db
    .selectFrom('merge_links as link')
    .innerJoin('contacts', 'contacts.person_key', 'link.person_key')
    .select(['contacts.id', 'contacts.session_id', 'contacts.person_key'])
    .where((eb) => eb.or([eb('link.session_id', '=', ''), eb('link.session_id', '=', eb.ref('contacts.session_id'))]))
    .execute();
}

export async function writeKeys({ bulk }: Storage, db: Db, rows: Keyed[]): Promise<void> {
  if (rows.length > 0) await bulk.update(db, 'contacts', rows, ['person_key']);
}

/** What the keys of rows are derived from. */
export async function rowsOfKeys(db: Db, keys: string[]) {
  return await db
    .selectFrom('contacts')
    .select(['id', 'session_id', 'type', 'contact_id', 'phone_number', 'lid'])
    .where('person_key', 'in', keys)
    .execute();
}

/** The phones that any session knows of these LIDs. */
export async function phonesOfLids(db: Db, lids: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const some of chunksOf(lids)) {
    const rows = await db
      .selectFrom('contacts')
      .select((eb) => ['lid', eb.fn.min('phone_number').as('phone')])
      .where('lid', 'in', some)
      .where('phone_number', 'is not', null)
      .groupBy('lid')
      .execute();
    for (const { lid, phone } of rows) found.set(String(lid), String(phone));
  }
  return found;
}

/** Live merges that rows belong to, latest last. */
export async function mergesOfRows(db: Db, ids: number[]) {
  const found: { merge_id: number; session_id: string; own_key: string }[] = [];
  for (const some of chunksOf(ids)) {
    const rows = await db
      .selectFrom('merge_rows')
      .innerJoin('merges', 'merges.id', 'merge_rows.merge_id')
      .innerJoin('contacts', 'contacts.id', 'merge_rows.contact_row_id')
      .select(['merge_rows.merge_id', 'contacts.session_id', 'contacts.person_key as own_key'])
      .where('merge_rows.contact_row_id', 'in', some)
      .where('merges.undone_at', 'is', null)
      .orderBy('merges.id')
      .execute();
    found.push(...rows);
  }
  return found;
}
