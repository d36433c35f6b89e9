import { type RawBuilder, sql } from 'kysely';
import { chunksOf, contactIdOf, lidOf, pnOf } from '../core/index.ts';
import type { PersonIds } from '../opt-outs/index.ts';
import type { AnyRow, Db, TableName } from '../storage/index.ts';

/** Somebody as the database knows them: every number and id of theirs, and every row. */
export type FoundPerson = {
  phones: string[];
  lids: string[];
  /** `<digits>@s.whatsapp.net`, its old spelling, `<digits>@lid`. */
  jids: string[];
  rows: { id: number; session_id: string }[];
  /** Numbers of rows that were merged into theirs. */
  oldIds: number[];
  /** Under which persons are told apart across sessions. */
  personKeys: string[];
};

/** Rows of one kind that are about a person: in which column they name whom. */
export type Holding = { kind: string; table: TableName; column: string; values: (string | number)[] };

/**
 * Finds a person by number or hidden id, and by the other where WhatsApp told which belongs to which. A row with this hidden id but another
 * number is somebody else: ids move on.
 */
export async function findPerson(db: Db, given: PersonIds): Promise<FoundPerson> {
  const phones = new Set(given.phone === null ? [] : [given.phone]);
  const lids = new Set(given.lid === null ? [] : [given.lid]);
  for (const { phone, lid } of await pairsOf(db, given)) {
    if (phone !== null) phones.add(phone);
    if (lid !== null) lids.add(lid);
  }
  const jids = [...phones].flatMap((pn) => [contactIdOf({ pn, lid: null }), `${pn}@c.us`]);
  for (const lid of lids) jids.push(contactIdOf({ pn: null, lid }));
  const rows = await rowsOf(db, phones, lids, jids);
  const ids = rows.map(({ id }) => id);
  const aliases = await select(db, { kind: '', table: 'contact_aliases', column: 'contact_row_id', values: ids });
  const keys = [...phones, ...[...lids].map((lid) => `lid:${lid}`), ...jids];
  return {
    phones: [...phones],
    lids: [...lids],
    jids,
    rows: rows.map(({ id, session_id }) => ({ id, session_id })),
    oldIds: aliases.map((row) => Number(row['old_id'])),
    personKeys: keys,
  };
}

/** What WhatsApp names them by, without its endings. */
export function digitsOf({ phones, lids }: FoundPerson): ReadonlySet<string> {
  return new Set([...phones, ...lids]);
}

/** Everything that is about the person, but the rows of `contacts`, which go last. */
export function holdingsOf({ rows, oldIds, jids, lids, phones, personKeys }: FoundPerson): Holding[] {
  const ids = rows.map(({ id }) => id);
  const names = [...jids, ...phones, ...lids];
  return [
    { kind: 'memberships', table: 'group_members', column: 'contact_row_id', values: ids },
    { kind: 'changes', table: 'changes', column: 'entity_id', values: [...ids, ...oldIds] },
    { kind: 'tags', table: 'contact_tags', column: 'contact_row_id', values: ids },
    { kind: 'lists', table: 'contact_list_members', column: 'contact_row_id', values: ids },
    { kind: 'aliases', table: 'contact_aliases', column: 'contact_row_id', values: ids },
    { kind: 'duplicates', table: 'duplicates', column: 'a_id', values: ids },
    { kind: 'duplicates', table: 'duplicates', column: 'b_id', values: ids },
    { kind: 'merges', table: 'merge_rows', column: 'contact_row_id', values: ids },
    { kind: 'merges', table: 'merge_links', column: 'person_key', values: personKeys },
    { kind: 'job_items', table: 'job_items', column: 'contact_row_id', values: ids },
    { kind: 'import_rows', table: 'import_rows', column: 'contact_row_id', values: ids },
    { kind: 'import_rows', table: 'import_rows', column: 'phone_number', values: phones },
    { kind: 'import_rows', table: 'import_rows', column: 'lid', values: lids },
    { kind: 'grab_errors', table: 'grab_errors', column: 'item_id', values: names },
    { kind: 'migration_reports', table: 'migration_reports', column: 'contact_row_id', values: ids },
    { kind: 'engine_directory', table: 'engine_directory', column: 'jid', values: jids },
    { kind: 'engine_lid_map', table: 'engine_lid_map', column: 'pn', values: phones },
    { kind: 'engine_lid_map', table: 'engine_lid_map', column: 'lid', values: lids },
  ];
}

/** Their rows of `contacts`. */
export function contactsOf({ rows }: FoundPerson): Holding {
  return { kind: 'contacts', table: 'contacts', column: 'id', values: rows.map(({ id }) => id) };
}

export async function select(db: Db, holding: Holding): Promise<AnyRow[]> {
  const found: AnyRow[] = [];
  for (const part of chunksOf(holding.values)) {
    const { rows } =
      await sql<AnyRow>`select * from ${sql.table(holding.table)} where ${within(holding, part)}`.execute(db);
    found.push(...rows);
  }
  return found;
}

/** Removes them for good and tells how many there were. */
export async function remove(db: Db, holding: Holding): Promise<number> {
  let total = 0;
  for (const part of chunksOf(holding.values)) {
    const { numAffectedRows } =
      await sql`delete from ${sql.table(holding.table)} where ${within(holding, part)}`.execute(db);
    total += Number(numAffectedRows ?? 0);
  }
  return total;
}

/** Names of sessions and groups, by id. */
export async function sessionNames(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('whatsapp_sessions').select(['session_id', 'name']).execute();
  return new Map(rows.map(({ session_id, name }) => [session_id, name]));
}

/** What the groups of a session are called. */
export async function groupNames(db: Db, sessionId: string, ids: string[]): Promise<Map<string, string | null>> {
  const groups = db.selectFrom('contacts').select(['contact_id', 'name']).where('session_id', '=', sessionId);
  const found = new Map<string, string | null>();
  for (const part of chunksOf(ids))
    for (const row of await groups.where('contact_id', 'in', part as string[]).execute())
      found.set(row.contact_id, row.name);
  return found;
}

/** What tags and lists are called that hold one of these contacts. */
export async function labelsOf(db: Db, ids: number[]): Promise<{ tags: string[]; lists: string[] }> {
  if (ids.length === 0) return { tags: [], lists: [] };
  const tags = await db
    .selectFrom('tags')
    .innerJoin('contact_tags', 'contact_tags.tag_id', 'tags.id')
    .select('tags.name')
    .distinct()
    .where('contact_tags.contact_row_id', 'in', ids)
    .execute();
  const lists = await db
    .selectFrom('contact_lists')
    .innerJoin('contact_list_members', 'contact_list_members.list_id', 'contact_lists.id')
    .select('contact_lists.name')
    .distinct()
    .where('contact_list_members.contact_row_id', 'in', ids)
    .execute();
  return { tags: tags.map(({ name }) => name), lists: lists.map(({ name }) => name) };
}

async function pairsOf(db: Db, { phone, lid }: PersonIds): Promise<PersonIds[]> {
  const pairs = db.selectFrom('engine_lid_map').select(['pn as phone', 'lid']);
  const rows = db.selectFrom('contacts').select(['phone_number as phone', 'lid']).where('type', '=', 'individual');
  if (phone !== null)
    return [
      ...(await pairs.where('pn', '=', phone).execute()),
      ...(await rows.where('phone_number', '=', phone).execute()),
    ];
  return [
    ...(await pairs.where('lid', '=', lid ?? '').execute()),
    ...(await rows.where('lid', '=', lid ?? '').execute()),
  ];
}

async function rowsOf(db: Db, phones: ReadonlySet<string>, lids: ReadonlySet<string>, jids: string[]) {
  const people = db
    .selectFrom('contacts')
    .select(['id', 'session_id', 'contact_id', 'phone_number', 'lid'])
    .where('type', '=', 'individual');
  const found = [
    ...(phones.size > 0 ? await people.where('phone_number', 'in', [...phones]).execute() : []),
    ...(lids.size > 0 ? await people.where('lid', 'in', [...lids]).execute() : []),
    ...(jids.length > 0 ? await people.where('contact_id', 'in', jids).execute() : []),
  ];
  const theirs = found.filter(({ contact_id, phone_number, lid }) => {
    const phone = phone_number ?? pnOf(contact_id) ?? null;
    return phone === null ? lids.has(lid ?? lidOf(contact_id) ?? '') : phones.has(phone);
  });
  return [...new Map(theirs.map((row) => [row.id, row])).values()];
}

function within({ column }: Holding, part: (string | number)[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} in (${sql.join(part)})`;
}
