import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedTables } from '../storage/migrations/adopt/old-database.ts';
import { describeDialect } from '../storage/testing.ts';
import { runCli } from './run.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const told = { out: '', err: '' };
  const code = await runCli(['import-laravel', ...args], {
    env: { DATABASE_URL: `sqlite:${folder}/grabber.db`, DEFAULT_LANGUAGE: 'en' },
    writeOut: (text) => (told.out += text),
    writeErr: (text) => (told.err += text),
    startServer: () => Promise.reject(new Error('nobody asked')),
    stopAsked: async () => {},
  });
  return { code, ...told };
}

describeDialect('mysql', 'grabber import-laravel', (_open, old) => {
  beforeAll(async () => {
    const connection = await createConnection(old.url());
    for (const statement of seedTables('mysql')) await connection.query(statement);
    await connection.query(`INSERT INTO contacts (session_id, contact_id, name, phone_number) VALUES
      ('s1', '6281200000001@c.us', 'Budi', '081200000001'), ('s1', '111111111111111@lid', 'Budi', '6281200000001'),
      ('s1', 'entah', 'Siapa', NULL)`);
    await connection.end();
  });

  test('tells what would happen, then does it, then has nothing more to do', async () => {
    const dry = await run('--from', old.url(), '--dry-run');
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toMatch(/^session_id .*\ns1 +s1 +added +3 +2 +0 +0 +1 +1\n/);
    expect(dry.out).toContain('1 rows turned out to be the same person');
    expect(dry.out).toMatch(/nothing was written\.\n$/);
    const done = JSON.parse((await run('--from', old.url(), '--json')).out);
    expect(done).toMatchObject({
      dry_run: false,
      phonebook: null,
      sessions: [{ state: 'added', added: 2, merged: 1 }],
    });
    expect((await run('--from', old.url())).out).toMatch(/\ns1 +s1 +here +3 +0 +0 +2 +1 +1\n/);
  });

  test('says in a sentence that a session for the phonebook is unknown, or a database empty', async () => {
    const connection = await createConnection(old.url());
    await connection.query('CREATE TABLE phonebook (name VARCHAR(255), phone_number VARCHAR(255))');
    await connection.query(`INSERT INTO phonebook VALUES ('Ibu', '081200000009')`);
    await connection.end();
    const told = await run('--from', old.url(), '--phonebook', 'nobody');
    expect(told).toEqual({ code: 1, out: '', err: 'Failed: Session not found\n' });
    const empty = await run('--from', old.url().replace(/\/[^/]+$/, '/information_schema'));
    expect(empty).toMatchObject({ code: 1, err: expect.stringContaining('contacts') });
  });
});
