import { chunksOf } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';

/** What a grab wrote: of which session, and as which source of changes. */
export type Writer = { session_id: string; source: string };

/** The rows of a session that these erasures removed. */
export async function erasedRows(db: Db, session_id: string, erasures: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('changes')
    .select('entity_id')
    .where('session_id', '=', session_id)
    .where('kind', '=', 'removed')
    .where(
      'source',
      'in',
      erasures.map((id) => `erasure:${id}`),
    )
    .execute();
  return rows.map(({ entity_id }) => entity_id);
}

/** Removes what the engine noted of these people as WhatsApp told it. */
export async function forgetTold(db: Db, session_id: string, jids: string[]): Promise<void> {
  for (const some of chunksOf(jids))
    await db.deleteFrom('engine_directory').where('session_id', '=', session_id).where('jid', 'in', some).execute();
}

/** Takes back what a grab wrote of these people. */
export async function takeBack(db: Db, { session_id, source }: Writer, ids: number[]): Promise<void> {
  for (const some of chunksOf(ids)) {
    await db
      .deleteFrom('group_members')
      .where('session_id', '=', session_id)
      .where('contact_row_id', 'in', some)
      .execute();
    await db
      .deleteFrom('changes')
      .where('session_id', '=', session_id)
      .where('entity_id', 'in', some)
      .where('source', '=', source)
      .execute();
    await db.deleteFrom('contacts').where('session_id', '=', session_id).where('id', 'in', some).execute();
  }
}
