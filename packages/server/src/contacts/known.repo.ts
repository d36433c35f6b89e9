import { chunksOf } from '../core/index.ts';
import type { Db } from '../storage/index.ts';
import type { Contact, KnownContact } from './types.ts';

/** The columns that a grab compares. */
export const knownColumns = [
  'id',
  'contact_id',
  'name',
  'phone_number',
  'type',
  'group_id',
  'group_name',
  'group_description',
  'group_participants_count',
  'is_admin',
  'profile_picture',
  'status',
  'lid',
  'saved_name',
  'push_name',
  'verified_name',
  'chat_name',
  'in_address_book',
  'has_chat',
  'seen_in_group',
  'is_me',
  'is_business',
  'removed_at',
] as const satisfies (keyof KnownContact)[];

/** All rows of a session, oldest first, with the columns that a grab compares. */
export async function loadKnown(db: Db, sessionId: string): Promise<(KnownContact & Pick<Contact, 'grabbed_at'>)[]> {
  return await db
    .selectFrom('contacts')
    .select([...knownColumns, 'grabbed_at'])
    .where('session_id', '=', sessionId)
    .orderBy('id')
    .execute();
}

/** The rows of these people and groups, oldest first. An old database may know a phone by the `contact_id` only. */
export async function findKnown(db: Db, sessionId: string, keys: KnownKeys): Promise<KnownContact[]> {
  const { phones = [], lids = [], contactIds = [], ids = [] } = keys;
  const names = [
    ...contactIds,
    ...phones.flatMap((phone) => [`${phone}@s.whatsapp.net`, `${phone}@c.us`]),
    ...lids.map((lid) => `${lid}@lid`),
  ];
  const found = new Map<number, KnownContact>();
  const wanted = [['phone_number', phones] as const, ['lid', lids] as const, ['contact_id', names] as const];
  for (const [column, values] of [...wanted, ['id', ids] as const]) {
    for (const some of chunksOf<string | number>(values)) {
      const query = db
        .selectFrom('contacts')
        .select([...knownColumns])
        .where('session_id', '=', sessionId);
      for (const row of await query.where(column, 'in', some).execute()) found.set(row.id, row);
    }
  }
  return [...found.values()].sort((one, other) => one.id - other.id);
}

/** By which a row is found; all are digits but the `contact_id`s and the numeric ids. */
export type KnownKeys = {
  phones?: readonly string[];
  lids?: readonly string[];
  contactIds?: readonly string[];
  ids?: readonly number[];
};

/** Whether anything is saved under a session. */
export async function hasRows(db: Db, sessionId: string): Promise<boolean> {
  const any = db.selectFrom('contacts').select('id').where('session_id', '=', sessionId).limit(1);
  return (await any.executeTakeFirst()) !== undefined;
}

/** The `contact_id`s of the groups that the account is in. */
export async function listPresentGroups(db: Db, sessionId: string): Promise<string[]> {
  const groups = db.selectFrom('contacts').select('contact_id').where('session_id', '=', sessionId);
  const rows = await groups.where('type', '=', 'group').where('removed_at', 'is', null).execute();
  return rows.map(({ contact_id }) => contact_id);
}

/** The ids of everybody who is blocked. */
export async function listBlocked(db: Db, sessionId: string): Promise<number[]> {
  const blocked = db.selectFrom('contacts').select('id').where('session_id', '=', sessionId);
  return (await blocked.where('status', '=', 'blocked').execute()).map(({ id }) => id);
}

/** All rows of a session whole, its owner's too, oldest first. */
export async function loadRows(db: Db, sessionId: string): Promise<Contact[]> {
  return await db.selectFrom('contacts').selectAll().where('session_id', '=', sessionId).orderBy('id').execute();
}
