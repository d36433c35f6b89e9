import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import type { Storage } from './index.ts';
import { contactRow, memberRow, newSession } from './sample-rows.ts';
import type { OpenStorage } from './testing.ts';

/** What every dialect promises: rows as `schema.ts` describes them, transactions, and bulk statements that mean the same. */
export function storageContract(open: OpenStorage): void {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open();
  });

  rowsContract(() => storage);
  transactionsContract(() => storage);
  bulkContract(() => storage);
}

const hostileTexts = [
  'Budi 👩‍👩‍👧 山田 عمر',
  `it's "quoted" \\ back\\'slashed\\`,
  '=HYPERLINK("http://x")\t\n\r\u001b\u200f',
  '?? :name $1 %s `tick` ; -- /* */',
  '2024-01-15 10:30:00',
  '名'.repeat(300),
  '',
];

function rowsContract(storage: () => Storage): void {
  it.each(hostileTexts)('gives back the text %j as it was, from a query and from bulk', async (name) => {
    const session_id = newSession();
    const { db, bulk } = storage();
    await db
      .insertInto('contacts')
      .values(contactRow(session_id, 1, { name }))
      .execute();
    await bulk.insert(db, 'contacts', [contactRow(session_id, 2, { name })]);
    const rows = await db.selectFrom('contacts').select('name').where('session_id', '=', session_id).execute();
    expect(rows).toEqual([{ name }, { name }]);
  });

  it('keeps text that looks like a time in bulk', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    await bulk.insert(db, 'contacts', [contactRow(session_id, 1, { name: '2024-01-15T10:30:00.000Z' })]);
    const row = await contactOf(storage(), session_id);
    expect(row.name).toBe('2024-01-15T10:30:00.000Z');
  });

  it('gives times as ISO with milliseconds, truths as truths, ids and counts as numbers', async () => {
    const session_id = newSession();
    const sample = contactRow(session_id, 1, {
      grabbed_at: '2038-12-31T23:59:59.001Z',
      is_admin: true,
      group_participants_count: 5,
    });
    const { db } = storage();
    const { id } = await db
      .insertInto('contacts')
      .values(sample)
      .execute()
      .then(() => contactOf(storage(), session_id));
    expect(await contactOf(storage(), session_id)).toMatchObject({
      ...sample,
      id: expect.any(Number),
      removed_at: null,
    });
    const { count } = await db
      .selectFrom('contacts')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('id', '=', id)
      .where('is_admin', '=', true)
      .where('grabbed_at', '>', '2038-12-31T23:59:59.000Z')
      .executeTakeFirstOrThrow();
    expect(count).toBe(1);
  });

  it('gives a text that stands alone in JSON as it is', async () => {
    const { db } = storage();
    const value = JSON.stringify('B"R');
    await db.insertInto('settings').values({ name: 'default_country', value }).execute();
    expect(await db.selectFrom('settings').select('value').executeTakeFirst()).toEqual({ value: 'B"R' });
    await db.deleteFrom('settings').execute();
  });

  it('gives JSON parsed and takes it as text', async () => {
    const { db } = storage();
    const session_id = newSession();
    const fields = { name: [null, 'Ünïcode "x" \\ 😀'], is_admin: [false, true] };
    const change = { session_id, entity: 'contact', entity_id: 1, kind: 'updated', source: 'live' } as const;
    const at = '2024-01-15T10:30:00.123Z';
    await db
      .insertInto('changes')
      .values({ ...change, fields: JSON.stringify(fields), at })
      .execute();
    await db
      .insertInto('changes')
      .values({ ...change, fields: null, at })
      .execute();
    const rows = await db
      .selectFrom('changes')
      .selectAll()
      .where('session_id', '=', session_id)
      .orderBy('seq')
      .execute();
    expect(rows).toMatchObject([{ ...change, fields, at }, { fields: null }]);
  });

  it('keeps bytes and tells keys apart by every byte', async () => {
    const { db } = storage();
    const session_id = newSession();
    const sealed = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    for (const key_id of ['Ab+/=', 'ab+/=', 'Áb+/=']) {
      await db.insertInto('engine_keys').values({ session_id, type: 'session', key_id, sealed }).execute();
    }
    const rows = await db.selectFrom('engine_keys').select('sealed').where('session_id', '=', session_id).execute();
    expect(rows.map((row) => [...row.sealed])).toEqual([[...sealed], [...sealed], [...sealed]]);
  });

  it('sorts by bytes of the sort key, and counts only rows that changed', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    const names = ['b', 'a', 'z', 'ä', 'B'];
    await bulk.insert(
      db,
      'contacts',
      names.map((sort_name, n) => contactRow(session_id, n, { sort_name })),
    );
    const rows = await db
      .selectFrom('contacts')
      .select('sort_name')
      .where('session_id', '=', session_id)
      .orderBy('sort_name')
      .orderBy('id')
      .execute();
    expect(rows.map((row) => row.sort_name)).toEqual(['B', 'a', 'b', 'z', 'ä']);
  });

  it('refuses a second row of the same contact', async () => {
    const session_id = newSession();
    const insert = () => storage().db.insertInto('contacts').values(contactRow(session_id, 1)).execute();
    await insert();
    await expect(insert()).rejects.toThrow();
  });

  it('streams rows', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    await bulk.insert(
      db,
      'contacts',
      Array.from({ length: 10 }, (_, n) => contactRow(session_id, n, { is_admin: true })),
    );
    const seen: boolean[] = [];
    for await (const row of db
      .selectFrom('contacts')
      .select('is_admin')
      .where('session_id', '=', session_id)
      .stream(3)) {
      seen.push(row.is_admin);
    }
    expect(seen).toEqual(Array(10).fill(true));
  });
}

function transactionsContract(storage: () => Storage): void {
  it('rolls back everything when the work throws', async () => {
    const session_id = newSession();
    const failing = storage().transaction(async (trx) => {
      await storage().bulk.insert(trx, 'contacts', [contactRow(session_id, 1)]);
      await trx.insertInto('contacts').values(contactRow(session_id, 2)).execute();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await countOf(storage(), session_id)).toBe(0);
  });

  it('goes on after a statement or a commit that failed', async () => {
    const session_id = newSession();
    const row = contactRow(session_id, 1);
    const { bulk, db } = storage();
    await expect(bulk.insert(db, 'contacts', [row, row])).rejects.toThrow();
    await expect(storage().transaction((trx) => bulk.insert(trx, 'contacts', [row, row]))).rejects.toThrow();
    await storage().transaction((trx) => bulk.insert(trx, 'contacts', [row]));
    expect(await countOf(storage(), session_id)).toBe(1);
  });

  it('shows nothing of a transaction to others before it commits', async () => {
    const session_id = newSession();
    await storage().transaction(async (trx) => {
      await trx.insertInto('contacts').values(contactRow(session_id, 1)).execute();
      expect(await countOf(storage(), session_id)).toBe(0);
    });
    expect(await countOf(storage(), session_id)).toBe(1);
  });

  it('never mixes transactions that run at once', async () => {
    const session_id = newSession();
    await storage()
      .db.insertInto('contacts')
      .values(contactRow(session_id, 1, { group_participants_count: 0 }))
      .execute();
    await Promise.all(Array.from({ length: 8 }, () => storage().transaction((trx) => addOne(trx, session_id))));
    expect(await contactOf(storage(), session_id)).toMatchObject({ group_participants_count: 8 });
  });
}

async function addOne(trx: Parameters<Parameters<Storage['transaction']>[0]>[0], session_id: string): Promise<void> {
  const add = sql<number>`group_participants_count + 1`;
  await trx
    .updateTable('contacts')
    .set({ group_participants_count: add })
    .where('session_id', '=', session_id)
    .execute();
  await sql`select 1`.execute(trx);
}

function bulkContract(storage: () => Storage): void {
  it('analyzes', async () => {
    await storage().analyze(['contacts', 'group_members']);
  });

  it('inserts 5000 rows and tells their ids in order', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    const rows = Array.from({ length: 5000 }, (_, n) => contactRow(session_id, n));
    const ids = await storage().transaction((trx) => bulk.insertWithIds(trx, 'contacts', rows));
    const found = await db
      .selectFrom('contacts')
      .select(['id', 'contact_id'])
      .where('session_id', '=', session_id)
      .execute();
    const byId = new Map(found.map((row) => [row.id, row.contact_id]));
    expect(ids.map((id) => byId.get(id))).toEqual(rows.map((row) => row.contact_id));
  });

  it('updates 5000 rows by id and touches no other', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    const rows = Array.from({ length: 5001 }, (_, n) => contactRow(session_id, n, { name: 'old', lid: 'kept' }));
    const ids = await bulk.insertWithIds(db, 'contacts', rows);
    const changed = ids.slice(1).map((id, n) => ({
      id,
      name: n === 0 ? null : `new's ${n}`,
      is_admin: n % 2 === 0,
      removed_at: n % 3 === 0 ? '2024-01-15T10:30:00.123Z' : null,
    }));
    await storage().transaction((trx) => bulk.update(trx, 'contacts', changed, ['name', 'is_admin', 'removed_at']));
    const found = await db
      .selectFrom('contacts')
      .select(['id', 'name', 'is_admin', 'removed_at', 'lid'])
      .where('session_id', '=', session_id)
      .orderBy('id')
      .execute();
    const [first, ...rest] = found;
    expect(first).toMatchObject({ id: ids[0], name: 'old' });
    expect(rest).toEqual(changed.map((row) => ({ ...row, lid: 'kept' })));
  });

  it('gives ids of memberships and keeps two kinds of rows apart', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    const ids = await bulk.insertWithIds(db, 'group_members', [memberRow(session_id, 7), memberRow(session_id, 5)]);
    const found = await db
      .selectFrom('group_members')
      .select('contact_row_id')
      .where('id', 'in', ids)
      .orderBy('id')
      .execute();
    expect(found).toEqual([{ contact_row_id: 7 }, { contact_row_id: 5 }]);
    await bulk.update(
      db,
      'group_members',
      ids.map((id) => ({ id, role: 'admin' as const })),
      ['role'],
    );
    const roles = await db.selectFrom('group_members').select('role').where('session_id', '=', session_id).execute();
    expect(roles).toEqual([{ role: 'admin' }, { role: 'admin' }]);
  });

  it('upserts, keeps what is known when told nothing, and takes one key several times', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    const person = (jid: string, names: { saved_name?: string; push_name?: string }) => ({
      session_id,
      jid,
      saved_name: null,
      push_name: null,
      chat_name: null,
      verified_name: null,
      in_address_book: true,
      has_chat: false,
      ...names,
    });
    const options = { key: ['session_id', 'jid'], columns: ['saved_name', 'push_name'], keepWhenNull: ['push_name'] };
    await bulk.upsert(
      db,
      'engine_directory',
      [person('a', { saved_name: 'A', push_name: 'pa' }), person('b', {})],
      options,
    );
    await bulk.upsert(
      db,
      'engine_directory',
      [person('a', {}), person('b', { push_name: 'pb' }), person('b', { saved_name: 'B' })],
      options,
    );
    const rows = await db
      .selectFrom('engine_directory')
      .select(['jid', 'saved_name', 'push_name'])
      .where('session_id', '=', session_id)
      .orderBy('jid')
      .execute();
    expect(rows).toEqual([
      { jid: 'a', saved_name: null, push_name: 'pa' },
      { jid: 'b', saved_name: 'B', push_name: 'pb' },
    ]);
  });

  it('upserts nothing over a row when there is no column to set', async () => {
    const session_id = newSession();
    const { db, bulk } = storage();
    const key = { key: ['session_id', 'lid'], columns: [] };
    await bulk.upsert(db, 'engine_lid_map', [{ session_id, lid: '1', pn: '62' }], key);
    await bulk.upsert(
      db,
      'engine_lid_map',
      [
        { session_id, lid: '1', pn: '63' },
        { session_id, lid: '2', pn: '64' },
      ],
      key,
    );
    const rows = await db
      .selectFrom('engine_lid_map')
      .select(['lid', 'pn'])
      .where('session_id', '=', session_id)
      .orderBy('lid')
      .execute();
    expect(rows).toEqual([
      { lid: '1', pn: '62' },
      { lid: '2', pn: '64' },
    ]);
  });

  it('takes no rows for an answer', async () => {
    const { db, bulk } = storage();
    await bulk.insert(db, 'contacts', []);
    expect(await bulk.insertWithIds(db, 'contacts', [])).toEqual([]);
    await bulk.update(db, 'contacts', [], ['name']);
    await bulk.upsert(db, 'engine_lid_map', [], { key: ['session_id', 'lid'], columns: ['pn'] });
  });
}

async function contactOf({ db }: Storage, session_id: string) {
  return db.selectFrom('contacts').selectAll().where('session_id', '=', session_id).executeTakeFirstOrThrow();
}

async function countOf({ db }: Storage, session_id: string): Promise<number> {
  const rows = await db.selectFrom('contacts').select('id').where('session_id', '=', session_id).execute();
  return rows.length;
}
