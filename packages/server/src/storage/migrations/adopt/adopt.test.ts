import { sql } from 'kysely';
import { beforeAll, expect, it } from 'vitest';
import { migrate, openStorage, type Storage } from '../../index.ts';
import { describeEachDialect } from '../../testing.ts';
import { fieldTables, seedTables } from './old-database.ts';

type Row = (string | null)[];

const rows: Row[] = [
  // one person three times: old spelling with national phone, LID with its phone, and under the wrong type
  ['s1', '6281200000001@c.us', 'Budi &amp; Co &#039;x&#039;', '081200000001', 'individual', null],
  ['s1', '111111111111111@lid', 'Budi dari grup', '+62 812-0000-0001', 'individual', '120363000000000001@g.us'],
  ['s1', '6281200000001@c.us', null, null, 'group', null],
  // LID digits where the phone should be
  ['s1', '222222222222222@lid', 'Siti', '222222222222222', 'individual', '120363000000000001@g.us'],
  ['s1', '120363000000000001@g.us', null, null, 'group', '120363000000000001@g.us'],
  // invented ids: one whose phone tells who it is, one that nobody can name
  ['s1', '65a1b2c3d4e5f', 'Andi', '0812-0000-0003', 'individual', null],
  ['s1', '65a1b2c3d4e60', 'Tak dikenal', '999', 'individual', null],
  // the same person in another account stays a row of its own
  ['s2', '6281200000001@s.whatsapp.net', 'Budi', '6281200000001', 'individual', null],
];

async function fill(storage: Storage, statements: string[], contacts: Row[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(storage.db);
  for (const [session, contact, name, phone, type, group] of contacts) {
    const groupName = type === 'group' && contact?.endsWith('g.us') ? 'Arisan &lt;3' : null;
    await sql`insert into contacts (session_id, contact_id, name, phone_number, type, group_id, group_name, grabbed_at, created_at, updated_at)
      values (${session}, ${contact}, ${name}, ${phone}, ${type}, ${group}, ${groupName}, '2024-01-15 10:30:00',
        '2024-01-01 00:00:00', '2024-01-15 10:30:00')`.execute(storage.db);
  }
}

async function contactsOf(storage: Storage, session: string) {
  return storage.db.selectFrom('contacts').selectAll().where('session_id', '=', session).orderBy('id').execute();
}

describeEachDialect('an old database from the field', (_open, database) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await openStorage({ url: database.url() });
    for (const statement of fieldTables(database.dialect).slice(0, 1)) await sql.raw(statement).execute(storage.db);
    for (const session of ['s1', 's2']) {
      await sql`insert into whatsapp_sessions (user_id, session_id, name, phone_number, device_info)
        values (7, ${session}, 'Toko', '0812', '{"os":"linux"}')`.execute(storage.db);
    }
    await fill(storage, fieldTables(database.dialect).slice(1), rows);
    await migrate(storage);
    return () => storage.close();
  });

  it('has one row a person and group, with ids and phones as ours', async () => {
    expect(await contactsOf(storage, 's1')).toMatchObject([
      {
        id: 1,
        contact_id: '6281200000001@s.whatsapp.net',
        lid: '111111111111111',
        name: "Budi & Co 'x'",
        phone_number: '6281200000001',
        type: 'individual',
        group_id: null,
        in_address_book: true,
        sort_name: "budi & co 'x'",
        search_text: "budi & co 'x'\n6281200000001",
        created_at: '2024-01-01T00:00:00.000Z',
        first_seen_at: '2024-01-01T00:00:00.000Z',
        last_seen_at: '2024-01-15T10:30:00.000Z',
        is_admin: false,
      },
      { contact_id: '222222222222222@lid', lid: '222222222222222', phone_number: null, seen_in_group: true },
      { contact_id: '120363000000000001@g.us', name: 'Arisan <3', group_name: 'Arisan <3', type: 'group' },
      { contact_id: '6281200000003@s.whatsapp.net', phone_number: '6281200000003' },
      { contact_id: '65a1b2c3d4e60', phone_number: '999', name: 'Tak dikenal' },
    ]);
    expect(await contactsOf(storage, 's2')).toHaveLength(1);
  });

  it('reports what it merged, changed and left alone, with what stood there before', async () => {
    const reports = await storage.db
      .selectFrom('migration_reports')
      .selectAll()
      .where('session_id', '=', 's1')
      .execute();
    const kinds = Map.groupBy(reports, (report) => report.kind);
    expect(kinds.get('merged')).toMatchObject([
      { contact_row_id: 1, details: { row: { id: 3, type: 'group' } } },
      { contact_row_id: 1, details: { row: { id: 2, name: 'Budi dari grup', phone_number: '+62 812-0000-0001' } } },
    ]);
    expect(kinds.get('left_alone')).toMatchObject([{ details: { contact_id: '65a1b2c3d4e60' } }]);
    expect(kinds.get('phone_cleared')).toMatchObject([{ details: { phone_number: '222222222222222' } }]);
    expect(kinds.get('summary')).toMatchObject([{ details: { rows: 7, merged: 2 } }]);
    expect(await storage.db.selectFrom('contact_aliases').select('old_id').orderBy('old_id').execute()).toEqual([
      { old_id: 2 },
      { old_id: 3 },
    ]);
  });

  it('keeps the sessions and takes our states and rows without an owner', async () => {
    const now = '2026-01-01T00:00:00.123Z';
    const session = { session_id: 's3', name: '名'.repeat(300), is_active: true, created_at: now, updated_at: now };
    await storage.db
      .insertInto('whatsapp_sessions')
      .values({ ...session, status: 'authenticated' })
      .execute();
    const found = await storage.db.selectFrom('whatsapp_sessions').selectAll().orderBy('id').execute();
    expect(found).toMatchObject([
      {
        session_id: 's1',
        user_id: 7,
        device_info: { os: 'linux' },
        is_active: true,
        engine: 'baileys',
        sync_state: 'none',
      },
      { session_id: 's2' },
      { session_id: 's3', status: 'authenticated', phone_number: null },
    ]);
  });

  it('lets the old application read, write and delete, and has one row an id', async () => {
    const insert = sql`insert into contacts (session_id, contact_id, name, type) values ('s1', '62899@c.us', 'Lama', 'individual')`;
    await insert.execute(storage.db);
    await expect(insert.execute(storage.db)).rejects.toThrow();
    const row = await storage.db
      .selectFrom('contacts')
      .selectAll()
      .where('contact_id', '=', '62899@c.us')
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ sort_name: '', search_text: '', in_address_book: false });
    expect(Date.parse(row.first_seen_at)).toBeGreaterThan(Date.now() - 600_000);
    const asGroup = sql`insert into contacts (session_id, contact_id, type) values ('s1', '62899@c.us', 'group')`;
    await expect(asGroup.execute(storage.db)).rejects.toThrow();
    await sql`delete from contacts where contact_id = '62899@c.us'`.execute(storage.db);
  });

  it('takes names longer than the old column', async () => {
    const name = '😀'.repeat(300);
    await storage.db.updateTable('contacts').set({ name, push_name: name }).where('session_id', '=', 's2').execute();
    expect(await contactsOf(storage, 's2')).toMatchObject([{ name, push_name: name }]);
  });

  it('joins its own tables with the old ones and leaves the phonebook alone', async () => {
    const at = '2026-01-01T00:00:00.000Z';
    const member = {
      session_id: 's1',
      group_id: '120363000000000001@g.us',
      contact_row_id: 1,
      role: 'member',
      joined_at: at,
    } as const;
    await storage.db.insertInto('group_members').values(member).execute();
    const joined = await storage.db
      .selectFrom('group_members as m')
      .innerJoin('contacts as g', (on) =>
        on.onRef('g.session_id', '=', 'm.session_id').onRef('g.contact_id', '=', 'm.group_id'),
      )
      .select('g.group_name')
      .execute();
    expect(joined).toEqual([{ group_name: 'Arisan <3' }]);
    const { rows: book } = await sql`select * from phonebook`.execute(storage.db);
    expect(book).toEqual([{ name: 'Keluarga', phone_number: 'GROUP_1', notes: null }]);
  });

  it('changes nothing when an interrupted migration is done again', async () => {
    const before = await contactsOf(storage, 's1');
    const reports = await storage.db.selectFrom('migration_reports').select('id').execute();
    await sql`delete from kysely_migration`.execute(storage.db);
    await migrate(storage);
    expect(await contactsOf(storage, 's1')).toEqual(before);
    expect(await storage.db.selectFrom('migration_reports').select('id').execute()).toEqual(reports);
  });
});

describeEachDialect("the seed's table alone", (_open, database) => {
  it('is taken over with its key and its rows', async () => {
    const storage = await openStorage({ url: database.url() });
    const unlikeSeed = (row: Row) => row[1]?.endsWith('@c.us') && row[4] === 'group';
    await fill(
      storage,
      seedTables(database.dialect),
      rows.filter((row) => !unlikeSeed(row)),
    );
    // what an interrupted start may leave behind on MySQL
    await sql`alter table contacts add column lid varchar(255)`.execute(storage.db);
    expect(await migrate(storage)).toContain('0001-create-or-adopt');
    const found = await contactsOf(storage, 's1');
    expect(found.map((row) => row.contact_id)).toEqual([
      '6281200000001@s.whatsapp.net',
      '222222222222222@lid',
      '120363000000000001@g.us',
      '6281200000003@s.whatsapp.net',
      '65a1b2c3d4e60',
    ]);
    await storage.close();
  });
});

describeEachDialect('a table of somebody else', (_open, database) => {
  it('is refused and left as it is', async () => {
    const storage = await openStorage({ url: database.url() });
    await sql`create table contacts (id integer, email varchar(100))`.execute(storage.db);
    await expect(migrate(storage)).rejects.toThrow('DATABASE_URL');
    await sql`insert into contacts (id, email) values (1, 'a@b.c')`.execute(storage.db);
    await storage.close();
  });
});
