import { createConnection } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../storage/index.ts';
import { fieldTables, seedTables } from '../storage/migrations/adopt/old-database.ts';
import { describeDialect, describeEachDialect } from '../storage/testing.ts';
import { importLaravel } from './index.ts';

type Values = (string | number | null)[];

const phonebookTable = `CREATE TABLE phonebook (id BIGINT UNSIGNED PRIMARY KEY AUTO_INCREMENT, name VARCHAR(255) NOT NULL,
  phone_number VARCHAR(255) NOT NULL, email VARCHAR(255) NULL, notes TEXT NULL, \`group\` VARCHAR(255) NULL,
  is_active TINYINT(1) NOT NULL DEFAULT 1, created_at TIMESTAMP NULL, updated_at TIMESTAMP NULL)`;

/** session, contact, name, phone, type, group */
const contacts: Values[] = [
  ['s1', '6281200000001@c.us', 'Budi &amp; Co', '081200000001', 'individual', null],
  ['s1', '111111111111111@lid', 'Budi dari grup', '+62 812-0000-0001', 'individual', '120363000000000001@g.us'],
  ['s1', '222222222222222@lid', 'Siti', '222222222222222', 'individual', '120363000000000001@g.us'],
  ['s1', '120363000000000001@g.us', 'Arisan', null, 'group', '120363000000000001@g.us'],
  ['s1', '65a1b2c3d4e5f', 'Andi', '0812-0000-0003', 'individual', null],
  ['s1', '65a1b2c3d4e60', 'Tak dikenal', '999', 'individual', null],
  ['s1', '65a1b2c3d4e60', 'Tak dikenal lagi', null, 'group', null],
  ['s2', '6281200000001@s.whatsapp.net', 'Budi', '6281200000001', 'individual', null],
];

const phonebook: Values[] = [
  ['Keluarga', 'GROUP_1', null, null, null, 1],
  ['Ibu', '0812 0000 0009', 'ibu@contoh.id', 'ulang tahun 3 Mei', 'Keluarga', 1],
  ['Ibu rumah', '+6281200000009', null, null, null, 0],
  ['Budi buku', '081200000001', null, null, null, 1],
  ['Tanpa nomor', 'lihat kartu', null, null, null, 1],
];

async function fillOld(url: string, statements: string[]): Promise<void> {
  const connection = await createConnection(url);
  try {
    for (const statement of statements) await connection.query(statement);
    const columns = '(session_id, contact_id, name, phone_number, type, group_id, grabbed_at, created_at, updated_at)';
    const times = `'2024-01-15 10:30:00', '2024-01-01 00:00:00', '2024-01-15 10:30:00'`;
    for (const row of contacts) {
      await connection.execute(`INSERT IGNORE INTO contacts ${columns} VALUES (?, ?, ?, ?, ?, ?, ${times})`, row);
    }
  } finally {
    await connection.end();
  }
}

async function fillField(url: string): Promise<void> {
  const session = `INSERT INTO whatsapp_sessions (user_id, session_id, name, phone_number, status, device_info, created_at)
    VALUES (7, 's1', 'Toko', '0812', 'connected', '{"os":"linux"}', '2024-01-01 00:00:00'), (7, 's2', 'Gudang', '', 'error', NULL, NULL)`;
  const [sessions = '', ...rest] = fieldTables('mysql');
  const own = ['DROP TABLE phonebook', phonebookTable];
  await fillOld(url, ["SET time_zone = '+00:00'", sessions, session, ...rest, ...own]);
  const connection = await createConnection(url);
  for (const row of phonebook) {
    const columns = 'name, phone_number, email, notes, `group`, is_active';
    await connection.execute(`INSERT INTO phonebook (${columns}) VALUES (?, ?, ?, ?, ?, ?)`, row);
  }
  await connection.end();
}

const options = (from: string, more = {}) => ({ from, dryRun: false, phonebookName: 'Buku telepon', ...more });

async function everything({ db }: Storage) {
  return {
    sessions: await db.selectFrom('whatsapp_sessions').selectAll().orderBy('id').execute(),
    contacts: await db.selectFrom('contacts').selectAll().orderBy('id').execute(),
    changes: await db.selectFrom('changes').selectAll().orderBy('seq').execute(),
    reports: await db.selectFrom('migration_reports').selectAll().orderBy('id').execute(),
  };
}

describeDialect('mysql', 'an old database from the field', (_open, old) => {
  beforeAll(() => fillField(old.url()));

  describeEachDialect('read into ours', (open) => {
    let storage: Storage;
    beforeAll(async () => {
      storage = await open();
    });

    it('is only told about by a dry run', async () => {
      const before = await everything(storage);
      const report = await importLaravel(storage, options(old.url(), { dryRun: true }));
      expect(report).toMatchObject({
        dry_run: true,
        sessions: [
          { session_id: 's1', name: 'Toko', state: 'added', read: 7, added: 5, merged: 2 },
          { session_id: 's2', name: 'Gudang', state: 'added', read: 1, added: 1, merged: 0 },
        ],
        phonebook: { session_id: 'laravel-phonebook', state: 'added', read: 5, added: 2, merged: 1, left_alone: 2 },
      });
      expect(await everything(storage)).toEqual(before);
    });

    it('comes in without loss, one row a person, linked to nothing', async () => {
      const report = await importLaravel(storage, options(old.url()));
      expect(report.sessions.map(({ added, merged }) => [added, merged])).toEqual([
        [5, 2],
        [1, 0],
      ]);
      const now = await everything(storage);
      expect(now.sessions).toMatchObject([
        { session_id: 's1', name: 'Toko', status: 'disconnected', is_active: false, device_info: { os: 'linux' } },
        { session_id: 's2', name: 'Gudang', phone_number: null },
        { session_id: 'laravel-phonebook', name: 'Buku telepon' },
      ]);
      expect(now.contacts.filter((row) => row.session_id === 's1')).toMatchObject([
        {
          contact_id: '6281200000001@s.whatsapp.net',
          lid: '111111111111111',
          phone_number: '6281200000001',
          name: 'Budi & Co',
          in_address_book: true,
          country_code: 'ID',
          sort_name: 'budi & co',
          grabbed_at: '2024-01-15T10:30:00.000Z',
          first_seen_at: '2024-01-01T00:00:00.000Z',
        },
        { contact_id: '222222222222222@lid', phone_number: null, lid: '222222222222222', seen_in_group: true },
        { contact_id: '120363000000000001@g.us', type: 'group', group_name: 'Arisan' },
        { contact_id: '6281200000003@s.whatsapp.net', name: 'Andi' },
        { contact_id: '65a1b2c3d4e60', name: 'Tak dikenal', phone_number: '999' },
      ]);
      expect(now.contacts.filter((row) => row.session_id === 'laravel-phonebook')).toMatchObject([
        { contact_id: '6281200000009@s.whatsapp.net', name: 'Ibu', status: 'active', in_address_book: true },
        { contact_id: '6281200000001@s.whatsapp.net', name: 'Budi buku' },
      ]);
      expect(now.changes).toHaveLength(8);
      expect(now.changes[0]).toMatchObject({ session_id: 's1', kind: 'created', source: 'import', entity: 'contact' });
    });

    it('keeps what it merged, left alone or had no column for, whole', async () => {
      const { reports } = await everything(storage);
      const notes = reports.map(({ kind, details }) => ({ kind, details }));
      expect(notes).toContainEqual({
        kind: 'merged',
        details: expect.objectContaining({
          row: expect.objectContaining({ name: 'Budi dari grup', phone_number: '+62 812-0000-0001' }),
        }),
      });
      const kept = (row: Record<string, unknown>) => expect.objectContaining({ row: expect.objectContaining(row) });
      expect(notes).toContainEqual({
        kind: 'kept',
        details: kept({ email: 'ibu@contoh.id', notes: 'ulang tahun 3 Mei', group: 'Keluarga' }),
      });
      expect(notes).toContainEqual({
        kind: 'left_alone',
        details: expect.objectContaining({
          table: 'phonebook',
          reason: 'manual_group',
          row: expect.objectContaining({ name: 'Keluarga' }),
        }),
      });
      expect(notes).toContainEqual({
        kind: 'left_alone',
        details: expect.objectContaining({
          reason: 'phone_unclear',
          row: expect.objectContaining({ name: 'Tanpa nomor' }),
        }),
      });
      expect(notes).toContainEqual({
        kind: 'kept',
        details: { table: 'whatsapp_sessions', old_id: 1, columns: { user_id: 7 } },
      });
      expect(notes).toContainEqual({
        kind: 'left_alone',
        details: expect.objectContaining({ contact_id: '65a1b2c3d4e60' }),
      });
    });

    it('adds nothing the second time', async () => {
      const before = await everything(storage);
      const report = await importLaravel(storage, options(old.url()));
      for (const { state, added, completed } of [
        ...report.sessions,
        report.phonebook ?? { state: '', added: 1, completed: 1 },
      ]) {
        expect({ state, added, completed }).toEqual({ state: 'here', added: 0, completed: 0 });
      }
      expect(await everything(storage)).toEqual(before);
    });

    it('completes what we know, and never overwrites it', async () => {
      const patch = { name: 'Nama baru', push_name: 'Nama baru', lid: null };
      const person = storage.db.updateTable('contacts').where('session_id', '=', 's1');
      await person.set(patch).where('contact_id', '=', '6281200000001@s.whatsapp.net').execute();
      await person.set({ name: null }).where('contact_id', '=', '222222222222222@lid').execute();
      const report = await importLaravel(storage, options(old.url()));
      expect(report.sessions[0]).toMatchObject({ added: 0, completed: 2, unchanged: 3 });
      const rows = (await everything(storage)).contacts.filter((row) => row.session_id === 's1');
      expect(rows[0]).toMatchObject({ name: 'Nama baru', push_name: 'Nama baru', lid: '111111111111111' });
      expect(rows[1]).toMatchObject({ name: 'Siti', sort_name: 'siti' });
      const changes = (await everything(storage)).changes.slice(-2);
      expect(changes.map(({ kind, fields }) => [kind, fields])).toEqual([
        ['updated', { lid: [null, '111111111111111'] }],
        ['updated', { name: [null, 'Siti'] }],
      ]);
    });

    it('knows a person that was first saved by LID, now that the old database tells the phone', async () => {
      const lid = { contact_id: '111111111111111@lid', lid: '111111111111111', phone_number: null };
      const person = storage.db.updateTable('contacts').where('session_id', '=', 's1');
      await person.set(lid).where('contact_id', '=', '6281200000001@s.whatsapp.net').execute();
      await importLaravel(storage, options(old.url()));
      const rows = (await everything(storage)).contacts.filter((row) => row.session_id === 's1');
      expect(rows).toHaveLength(5);
      expect(rows[0]).toMatchObject({ contact_id: '6281200000001@s.whatsapp.net', phone_number: '6281200000001' });
    });

    it('leaves two rows of ours two, when only the old database says that they are one person', async () => {
      const { contacts: rows } = await everything(storage);
      const [first] = rows;
      if (!first) throw new Error('no row');
      const { id: _, ...other } = first;
      await storage.db.updateTable('contacts').set({ lid: null }).where('id', '=', first.id).execute();
      const double = { ...other, contact_id: '111111111111111@lid', lid: '111111111111111', phone_number: null };
      await storage.db.insertInto('contacts').values(double).execute();
      const report = await importLaravel(storage, options(old.url()));
      expect(report.sessions[0]).toMatchObject({ added: 0, completed: 0, unchanged: 4 });
      expect(report.sessions[0]?.notes).toContainEqual(
        expect.objectContaining({ kind: 'left_alone', details: expect.objectContaining({ reason: 'two_rows_here' }) }),
      );
    });

    it('puts the phonebook into a chosen session, and into none that nobody knows', async () => {
      await expect(importLaravel(storage, options(old.url(), { phonebook: 'nobody' }))).rejects.toMatchObject({
        code: 'session_not_found',
      });
      const report = await importLaravel(storage, options(old.url(), { phonebook: 's2' }));
      expect(report.phonebook).toMatchObject({ session_id: 's2', state: 'here', added: 1, unchanged: 1 });
    });

    it('does not touch a session that is being grabbed', async () => {
      const grab = { session_id: 's2', kind: 'all', status: 'running', stage: 'contacts', counts: '{}' } as const;
      await storage.db
        .insertInto('grabs')
        .values({ ...grab, errors_count: 0, created_at: '2026-01-01T00:00:00.000Z' })
        .execute();
      await storage.db.deleteFrom('contacts').where('session_id', '=', 's2').execute();
      const report = await importLaravel(storage, options(old.url()));
      expect(report.sessions[1]).toMatchObject({ session_id: 's2', state: 'busy', added: 0 });
      expect((await everything(storage)).contacts.some((row) => row.session_id === 's2')).toBe(false);
    });
  });
});

describeDialect('mysql', "the seed's table alone", (_open, old) => {
  beforeAll(() => fillOld(old.url(), ["SET sql_mode = ''", ...seedTables('mysql')]));

  describeEachDialect('read into ours', (open) => {
    it('brings its contacts under sessions of their ids', async () => {
      const storage = await open();
      const report = await importLaravel(storage, options(old.url()));
      expect(report.phonebook).toBeNull();
      expect(report.sessions).toMatchObject([
        { session_id: 's1', name: 's1', state: 'added', added: 5, merged: 1 },
        { session_id: 's2', added: 1 },
      ]);
    });
  });
});

describe('an old database that cannot be read', () => {
  describeDialect('mysql', 'for it is somebody else’s', (open, other) => {
    it('is named without its password', async () => {
      const storage = await open();
      await expect(importLaravel(storage, options('mysql://x:geheim@127.0.0.1:1/old'))).rejects.toThrow(
        /^--from: (?!.*geheim)/,
      );
      const empty = other.url().replace(/\/[^/]+$/, '/information_schema');
      await expect(importLaravel(storage, options(empty))).rejects.toThrow('--from');
    });
  });
});
