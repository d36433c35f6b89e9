import type { Insertable, Selectable } from 'kysely';
import type { Db, InvitationsTable } from '../storage/index.ts';

export type InvitationRow = Selectable<InvitationsTable>;

/** Newest first. */
export function listInvitations(db: Db): Promise<InvitationRow[]> {
  return db.selectFrom('invitations').selectAll().orderBy('id', 'desc').execute();
}

export function findInvitation(db: Db, tokenHash: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
}

/** Saves a new one and returns its row. */
export async function insertInvitation(db: Db, row: Insertable<InvitationsTable>): Promise<InvitationRow> {
  await db.insertInto('invitations').values(row).execute();
  return db.selectFrom('invitations').selectAll().where('token_hash', '=', row.token_hash).executeTakeFirstOrThrow();
}

/** Marks an open one as used or revoked; false when it is not open any more, so that only one caller gets it. */
export async function closeInvitation(
  db: Db,
  id: number,
  patch: { used_at: string } | { revoked_at: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitations')
    .set(patch)
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
