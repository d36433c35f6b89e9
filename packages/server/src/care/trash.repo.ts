import type { Db } from '../storage/index.ts';

/** Some contacts that went into the trash before this time and that their account does not have any more. */
export async function someExpired(db: Db, before: string, limit: number) {
  return await db
    .selectFrom('contacts')
    .select(['id', 'session_id', 'type', 'contact_id'])
    .where('deleted_at', '<', before)
    .where('removed_at', 'is not', null)
    .where('is_me', '=', false)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Removes contacts for good, with their memberships, tags and lists. */
export async function deleteForGood(db: Db, ids: number[]): Promise<void> {
  await db.deleteFrom('contact_tags').where('contact_row_id', 'in', ids).execute();
  await db.deleteFrom('contact_list_members').where('contact_row_id', 'in', ids).execute();
  await db.deleteFrom('contact_aliases').where('contact_row_id', 'in', ids).execute();
  const memberships = db.deleteFrom('group_members').where('contact_row_id', 'in', ids);
  await memberships
    .where('session_id', 'in', db.selectFrom('contacts').select('session_id').where('id', 'in', ids))
    .execute();
  await db.deleteFrom('contacts').where('id', 'in', ids).execute();
}
