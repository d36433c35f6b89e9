import { type Insertable, type Selectable, sql } from 'kysely';
import type { ChangesTable, Db, Storage } from '../storage/index.ts';

export type Change = Selectable<ChangesTable>;
export type NewChange = Insertable<ChangesTable>;

/** Fewer rows than these are sent as rows. */
const worthAStatement = 100;
const columnsOfNote = ['session_id', 'entity', 'entity_id', 'kind', 'source', 'at'] as const;

/**
 * Appends changes; call it in the transaction that writes the data, as its last step: from here to the commit nobody else appends.
 */
export async function appendChanges(storage: Storage, db: Db, changes: NewChange[]): Promise<void> {
  if (changes.length === 0) return;
  await takeTurn(storage, db);
  await storage.bulk.insert(db, 'changes', changes);
}

/**
 * Waits until no other transaction appends, so that numbers become visible in their order and a reader with a cursor misses none: servers
 * give numbers at once, but a transaction that commits late would bring a lower one after a higher was read. SQLite has one writer anyway.
 */
async function takeTurn({ dialect }: Pick<Storage, 'dialect'>, db: Db): Promise<void> {
  if (dialect !== 'sqlite') await db.selectFrom('change_order').select('id').forUpdate().executeTakeFirstOrThrow();
}

/**
 * Notes new contacts and groups; call it in the transaction that inserted them. Ids in a row are noted by the database itself,
 * which reads the rows it has just written: twice as fast as sending them again.
 */
export async function appendCreated(
  storage: Storage,
  db: Db,
  created: Pick<NewChange, 'entity' | 'entity_id'>[],
  { session_id, source, at }: Pick<NewChange, 'session_id' | 'source' | 'at'>,
): Promise<void> {
  const single: NewChange[] = [];
  if (created.length > 0) await takeTurn(storage, db);
  for (const run of runsOf(created)) {
    const [first, last] = [run[0]?.entity_id, run.at(-1)?.entity_id];
    if (first === undefined || last === undefined) continue;
    if (run.length >= worthAStatement) await noteRange(db, first, last, source, at);
    else for (const each of run) single.push({ ...each, session_id, kind: 'created', source, at });
  }
  await appendChanges(storage, db, single);
}

function runsOf<T extends { entity_id: number }>(entries: T[]): T[][] {
  const runs: T[][] = [];
  let run: T[] = [];
  for (const entry of entries) {
    if (entry.entity_id !== (run.at(-1)?.entity_id ?? Number.NaN) + 1) {
      run = [];
      runs.push(run);
    }
    run.push(entry);
  }
  return runs;
}

/** No other row can have an id between two of a run. */
async function noteRange(db: Db, first: number, last: number, source: string, at: string): Promise<void> {
  await db
    .insertInto('changes')
    .columns(columnsOfNote)
    .expression(noteOf(db, 'created', source, at).where('id', '>=', first).where('id', '<=', last))
    .execute();
}

/** Notes every contact and group of a session as removed, before its rows are deleted. The owner is no contact. */
export async function appendRemovedOfSession(
  storage: Storage,
  db: Db,
  sessionId: string,
  { source, at }: { source: string; at: string },
): Promise<void> {
  await takeTurn(storage, db);
  await db
    .insertInto('changes')
    .columns(columnsOfNote)
    .expression(noteOf(db, 'removed', source, at).where('session_id', '=', sessionId).where('is_me', '=', false))
    .execute();
}

function noteOf(db: Db, kind: 'created' | 'removed', source: string, at: string) {
  return db
    .selectFrom('contacts')
    .select((eb) => [
      'session_id',
      eb.case('type').when('group').then('group').else('contact').end().as('entity'),
      'id',
      sql.lit(kind).as('kind'),
      sql<string>`${source}`.as('source'),
      sql<string>`${at}`.as('at'),
    ]);
}

/** Changes after a cursor (a `seq`; 0: from the beginning), oldest first. */
export async function readChanges(db: Db, sessionId: string, after: number, limit: number): Promise<Change[]> {
  return await db
    .selectFrom('changes')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** The `seq` of a session's newest change; 0 when there is none. */
export async function lastSeq(db: Db, sessionId: string): Promise<number> {
  const row = await db
    .selectFrom('changes')
    .select('seq')
    .where('session_id', '=', sessionId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** All that a source changed, oldest first. */
export async function changesOfSource(db: Db, sessionId: string, source: string): Promise<Change[]> {
  return await db
    .selectFrom('changes')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('source', '=', source)
    .where('entity', '<>', 'grab')
    .orderBy('seq')
    .execute();
}

/** Everything noted about a contact, a group or somebody's memberships, under its number and the numbers of rows merged into it, oldest first. */
export async function historyOf(db: Db, sessionId: string, contactRowId: number): Promise<Change[]> {
  return await db
    .selectFrom('changes')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('entity', 'in', ['contact', 'group', 'membership'])
    .where((eb) =>
      eb.or([
        eb('entity_id', '=', contactRowId),
        eb(
          'entity_id',
          'in',
          eb.selectFrom('contact_aliases').select('old_id').where('contact_row_id', '=', contactRowId),
        ),
      ]),
    )
    .orderBy('seq')
    .execute();
}

/** Forgets the history of a session that is deleted. */
export async function deleteChanges(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('changes').where('session_id', '=', sessionId).execute();
}
