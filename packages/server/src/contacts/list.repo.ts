import type { Db } from '../storage/index.ts';
import type { Contact } from './types.ts';

/** Few enough that a page is forgotten before it grows old in the heap. */
const pageSize = 100;

export type ListOptions = { type?: Contact['type'] | undefined };

/** A session's people and groups (neither its owner nor the trash), ordered by name, in pages. */
export async function* listContacts(db: Db, sessionId: string, { type }: ListOptions = {}): AsyncGenerator<Contact[]> {
  let last: Contact | undefined;
  do {
    const page: Contact[] = await contactsAfter(db, sessionId, type, last).execute();
    if (page.length > 0) yield page;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}

/** How many people and groups a session has, gone ones included, its owner and the trash not. */
export async function countContacts(db: Db, sessionId: string): Promise<{ individuals: number; groups: number }> {
  const rows = await db
    .selectFrom('contacts')
    .select((eb) => ['type', eb.fn.countAll<number>().as('count')])
    .where('session_id', '=', sessionId)
    .where('is_me', '=', false)
    .where('deleted_at', 'is', null)
    .groupBy('type')
    .execute();
  const count = (type: Contact['type']) => Number(rows.find((row) => row.type === type)?.count ?? 0);
  return { individuals: count('individual'), groups: count('group') };
}

function contactsAfter(db: Db, sessionId: string, type: Contact['type'] | undefined, last: Contact | undefined) {
  let query = db
    .selectFrom('contacts')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('is_me', '=', false)
    .where('deleted_at', 'is', null);
  if (type) query = query.where('type', '=', type);
  if (last) {
    const { sort_name, id } = last;
    query = query
      .where('sort_name', '>=', sort_name)
      .where((eb) =>
        eb.or([eb('sort_name', '>', sort_name), eb.and([eb('sort_name', '=', sort_name), eb('id', '>', id)])]),
      );
  }
  return query.orderBy('sort_name').orderBy('id').limit(pageSize);
}
