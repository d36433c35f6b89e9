import { chunksOf } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';

/** Rows of a session turned out to be one: what merges and duplicates say of the one that goes is said of the one that stays. Before it goes. */
export async function inheritMerges(db: Db, merges: { loser_id: number; survivor_id: number }[]): Promise<void> {
  if (merges.length === 0) return;
  const heirs = new Map(merges.map(({ loser_id, survivor_id }) => [loser_id, survivor_id]));
  const losers = [...heirs.keys()];
  for (const some of chunksOf(losers)) {
    const rows = await db
      .selectFrom('merge_rows')
      .select(['merge_id', 'contact_row_id'])
      .where('contact_row_id', 'in', some)
      .execute();
    for (const { merge_id, contact_row_id } of rows)
      await inheritOne(db, merge_id, contact_row_id, heirs.get(contact_row_id) ?? 0);
    await db
      .deleteFrom('duplicates')
      .where((eb) => eb.or([eb('a_id', 'in', some), eb('b_id', 'in', some)]))
      .execute();
  }
}

async function inheritOne(db: Db, mergeId: number, loser: number, survivor: number): Promise<void> {
  const own = db.selectFrom('merge_rows').select('merge_id').where('merge_id', '=', mergeId);
  const isThere = await own.where('contact_row_id', '=', survivor).executeTakeFirst();
  const row = { merge_id: mergeId, contact_row_id: loser };
  const target = db.updateTable('merge_rows').set({ contact_row_id: survivor });
  if (isThere)
    await db
      .deleteFrom('merge_rows')
      .where('merge_id', '=', row.merge_id)
      .where('contact_row_id', '=', loser)
      .execute();
  else await target.where('merge_id', '=', row.merge_id).where('contact_row_id', '=', loser).execute();
}

/** Forgets what was said of all contacts of a session, before its rows go; tags and lists go with the rows. */
export async function forgetSession(db: Db, sessionId: string): Promise<void> {
  const gone = db.selectFrom('contacts').select('id').where('session_id', '=', sessionId);
  await db.deleteFrom('merge_rows').where('contact_row_id', 'in', gone).execute();
  await db.deleteFrom('duplicates').where('a_id', 'in', gone).execute();
  await db.deleteFrom('duplicates').where('b_id', 'in', gone).execute();
  await db.deleteFrom('merge_links').where('session_id', '=', sessionId).execute();
  await db.deleteFrom('tag_rule_cursors').where('session_id', '=', sessionId).execute();
}
