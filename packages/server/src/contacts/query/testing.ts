import type { MemberRole } from '@grabber/contract';
import type { Insertable } from 'kysely';
import { searchTextOf, sortNameOf } from '../../core/index.ts';
import type { ContactsTable, Storage } from '../../storage/index.ts';
import { contactRow, newSession } from '../../storage/sample-rows.ts';

export const at = '2024-01-15T10:30:00.123Z';

type Given = Partial<Insertable<ContactsTable>> & { name: string | null };

/** An account with its session row. */
export async function anAccount({ db }: Storage, name: string): Promise<string> {
  const session_id = newSession();
  const times = { created_at: at, updated_at: at };
  await db
    .insertInto('whatsapp_sessions')
    .values({ session_id, name, status: 'connected', is_active: true, ...times })
    .execute();
  return session_id;
}

let numbers = 0;

/** Rows as a grab would save them; tells their ids. */
export async function someContacts(storage: Storage, sessionId: string, given: Given[]): Promise<number[]> {
  const rows = given.map((changed) => {
    numbers += 1;
    const base = contactRow(sessionId, numbers, changed);
    const { name = null, alias, phone_number = null, note } = { ...base, ...changed };
    return {
      ...base,
      alias: null,
      note: null,
      deleted_at: null,
      opted_out: false,
      sort_name: sortNameOf(alias ?? name, phone_number),
      search_text: searchTextOf([alias, name, phone_number, note]),
      person_key: base.type === 'group' ? '' : (phone_number ?? base.contact_id),
      ...changed,
    };
  });
  return await storage.transaction((trx) => storage.bulk.insertWithIds(trx, 'contacts', rows));
}

/** A group with these people in it; tells its id. */
export async function aGroup(storage: Storage, session_id: string, name: string, members: number[]): Promise<number> {
  numbers += 1;
  const contact_id = `${120_363_000_000 + numbers}@g.us`;
  const group = {
    name,
    contact_id,
    type: 'group' as const,
    phone_number: null,
    group_id: contact_id,
    country_code: null,
  };
  const [id = 0] = await someContacts(storage, session_id, [group]);
  for (const contact_row_id of members) await join(storage, session_id, contact_id, contact_row_id, null);
  return id;
}

/** Somebody's membership. */
export async function join(
  { db }: Storage,
  session_id: string,
  group_id: string,
  contact_row_id: number,
  left_at: string | null,
  role: MemberRole = 'member',
): Promise<void> {
  await db
    .insertInto('group_members')
    .values({ session_id, group_id, contact_row_id, role, joined_at: at, left_at })
    .execute();
}
