import { type Insertable, type Selectable, sql } from 'kysely';
import type { ChangesTable, Db, Storage } from '../storage/index.ts';

export type Change = Selectable<ChangesTable>;
export type NewChange = Insertable<ChangesTable>;

/** Appends changes; call it in the transaction that writes the data. */
export async function appendChanges({ bulk }: Storage, db: Db, changes: NewChange[]): Promise<void> {
  if (changes.length > 0) await bulk.insert(db, 'changes', changes);
}

/** Notes every contact and group of a session as removed, before its rows are deleted. The owner is no contact. */
export async function appendRemovedOfSession(
  db: Db,
  sessionId: string,
  { source, at }: { source: string; at: string },
): Promise<void> {
  await db
    .insertInto('changes')
    .columns(['session_id', 'entity', 'entity_id', 'kind', 'source', 'at'])
    .expression(
      db
        .selectFrom('contacts')
        .select((eb) => [
          'session_id',
          eb.case('type').when('group').then('group').else('contact').end().as('entity'),
          'id',
          sql.lit('removed').as('kind'),
          sql<string>`${source}`.as('source'),
          sql<string>`${at}`.as('at'),
        ])
        .where('session_id', '=', sessionId)
        .where('is_me', '=', false),
    )
    .execute();
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

/** All changes of one source, oldest first. */
export async function changesOfSource(db: Db, sessionId: string, source: string): Promise<Change[]> {
  return await db
    .selectFrom('changes')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('source', '=', source)
    .orderBy('seq')
    .execute();
}

/** Everything noted about a contact or group, under its number and the numbers of rows merged into it, oldest first. */
export async function historyOf(db: Db, sessionId: string, contactRowId: number): Promise<Change[]> {
  return await db
    .selectFrom('changes')
    .selectAll()
    .where('session_id', '=', sessionId)
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
