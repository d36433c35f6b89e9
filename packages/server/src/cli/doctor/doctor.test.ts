import { once } from 'node:events';
import { chmod, mkdtemp, open as openFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig, readSecret } from '../../config/index.ts';
import { createSealer } from '../../engine/seal.ts';
import { migrate, openStorage, type Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { runCli } from '../run.ts';

let folder: string;
let other: Server;
beforeAll(async () => {
  other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
});
afterAll(() => void other.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doctor-'));
});
afterEach(() => rm(folder, { recursive: true }));

const listening = () => (other.address() as { port: number }).port;
const environment = () => ({
  DATABASE_URL: `sqlite:${folder}/grabber.db`,
  DEFAULT_LANGUAGE: 'en',
  PORT: '0',
  WHATSAPP_SOCKET_URL: `ws://127.0.0.1:${listening()}/`,
  WHATSAPP_TRUSTED_ROOT: 'a'.repeat(64),
});

async function run(env: Record<string, string> = {}, ...options: string[]) {
  const told = { out: '', err: '' };
  const code = await runCli(['doctor', ...options], {
    env: { ...environment(), ...env },
    writeOut: (text) => (told.out += text),
    writeErr: (text) => (told.err += text),
    startServer: () => Promise.reject(new Error('nobody asked')),
    stopAsked: async () => {},
  });
  return { code, ...told };
}

type Found = { check: string; status: string; message: string; advice: string | null };

async function examine(env: Record<string, string> = {}) {
  const { code, out } = await run(env, '--json');
  const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: Found[] };
  expect(code).toBe(ok ? 0 : 1);
  for (const { status, advice } of findings) expect(advice === null).toBe(status === 'ok');
  const of = (check: string) =>
    findings.filter((finding) => finding.check === check).map(({ status, message }) => ({ status, message }));
  return {
    ok,
    of,
    bad: findings.filter(({ status }) => status !== 'ok').map(({ check, status }) => `${check} ${status}`),
  };
}

async function withDatabase(work: (storage: Storage) => Promise<unknown>): Promise<void> {
  const storage = await openStorage({ url: environment().DATABASE_URL });
  await migrate(storage);
  await work(storage).finally(() => storage.close());
}

/** A database with one linked account, as a server leaves it. */
async function install(): Promise<void> {
  const config = readConfig(environment());
  const secret = Buffer.from(await readSecret(config)).toString('hex');
  const sealed = createSealer(secret).seal(['s1', 'creds'], Buffer.from('{}'));
  const row = { session_id: 's1', sealed, updated_at: '2026-01-01T00:00:00.000Z' };
  await withDatabase(({ db }) => db.insertInto('engine_credentials').values(row).execute());
}

describe('a good installation', () => {
  test('is said to be good, in words and as JSON', async () => {
    await install();
    const { ok, of, bad } = await examine();
    expect({ ok, bad }).toEqual({ ok: true, bad: [] });
    expect(of('credentials')).toEqual([{ status: 'ok', message: '1 linked accounts, all credentials readable' }]);
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toContain('[ ok ] WhatsApp can be reached (127.0.0.1)\n');
    expect(out).toMatch(/All is well\.\n$/);
    expect((await run({ DEFAULT_LANGUAGE: 'id' })).out).toContain('Semua baik.');
  });

  test('that is still to come is no failure, and nothing is made on the way', async () => {
    const { ok, bad } = await examine();
    expect({ ok, bad }).toEqual({ ok: true, bad: ['database warning', 'secret warning'] });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('what is wrong', () => {
  test('a secret that others can read, is damaged, lost, or another one', async () => {
    await install();
    const file = join(folder, 'secret.key');
    await chmod(file, 0o644);
    expect(await examine()).toMatchObject({ ok: false, bad: ['secret problem'] });
    expect((await run()).out).toContain(`To mend it: Run: chmod 600 ${file}`);
    await chmod(file, 0o600);
    expect((await examine({ SECRET_KEY: 'ab'.repeat(32) })).of('credentials')).toEqual([
      { status: 'problem', message: 'This secret key does not open 1 of 1 linked accounts' },
    ]);
    await writeFile(file, 'oops');
    expect((await examine()).bad).toEqual(['secret problem']);
    await rm(file);
    expect((await examine()).bad).toEqual(['credentials problem', 'secret warning']);
  });

  test('a database that is none, or damaged', async () => {
    const file = join(folder, 'grabber.db');
    await writeFile(file, 'this is no database, but long enough to look at', { mode: 0o600 });
    expect((await examine()).bad).toContain('database problem');
    await rm(file);
    await install();
    const handle = await openFile(file, 'r+');
    const { size } = await handle.stat();
    // the pages after the schema's own
    await handle.write(Buffer.alloc(size - 40_960, 0xff), 0, size - 40_960, 40_960);
    await handle.close();
    expect((await examine()).bad).toContainEqual(expect.stringMatching(/^(integrity|database) problem$/));
  });

  test('a database that refuses to be written to', async () => {
    await install();
    await withDatabase(({ db }) =>
      sql`create trigger no before insert on migration_reports begin select raise(abort, 'no room'); end`.execute(db),
    );
    expect((await examine()).of('writing')).toEqual([
      { status: 'problem', message: 'The database cannot be written to: no room' },
    ]);
  });

  test('a database file that others can read', async () => {
    await install();
    await chmod(join(folder, 'grabber.db'), 0o644);
    expect(await examine()).toMatchObject({ ok: true, bad: ['files warning'] });
  });

  test.each([
    ['older', 'delete from kysely_migration', 'warning'],
    ['newer', "insert into kysely_migration values ('9999-later', '')", 'problem'],
  ])('a schema of an %s program', async (_, statement, status) => {
    await install();
    await withDatabase(({ db }) => sql.raw(statement).execute(db));
    expect((await examine()).bad).toEqual([`schema ${status}`]);
  });

  test('a database server that does not answer, without its password', async () => {
    const { out, code } = await run({ DATABASE_URL: 'mysql://root:geheim@127.0.0.1:1/x' }, '--json');
    expect(code).toBe(1);
    expect(out).toContain('ECONNREFUSED');
    expect(out).not.toContain('geheim');
  });

  test('a port that another program uses', async () => {
    const { of } = await examine({ PORT: String(listening()) });
    expect(of('port')).toMatchObject([{ status: 'problem', message: expect.stringContaining('EADDRINUSE') }]);
  });

  test.each([
    ['ws://127.0.0.1:1/', 'WhatsApp cannot be reached at 127.0.0.1'],
    ['ws://nobody.invalid/', 'The name nobody.invalid is not found'],
  ])('WhatsApp out of reach: %s', async (url, words) => {
    const { of } = await examine({ WHATSAPP_SOCKET_URL: url });
    expect(of('whatsapp')).toMatchObject([{ status: 'problem', message: expect.stringContaining(words) }]);
  });

  test('a server whose certificate nobody can check', async () => {
    const { of } = await examine({ WHATSAPP_SOCKET_URL: `wss://127.0.0.1:${listening()}/` });
    expect(of('whatsapp')).toMatchObject([{ status: 'problem' }]);
  });

  test('gateways that do not answer, or whose credentials another secret sealed', async () => {
    await install();
    const gateway = createHttpServer((_, answer) => void answer.writeHead(404).end()).listen(0, '127.0.0.1');
    await once(gateway, 'listening');
    const url = `http://127.0.0.1:${(gateway.address() as { port: number }).port}`;
    const row = { remote_session: 'default', manages_account: false, sealed: Buffer.from('another secret') };
    const [up, down] = [`${url}/base`, 'http://127.0.0.1:1/base'];
    await withDatabase(({ db }) =>
      db
        .insertInto('engine_gateways')
        .values([
          { ...row, session_id: 's2', url: up },
          { ...row, session_id: 's3', url: down },
        ])
        .execute(),
    );
    const { of } = await examine();
    expect(of('gateway')).toEqual([
      { status: 'problem', message: 'The gateway http://127.0.0.1:1 does not answer' },
      { status: 'ok', message: `The gateway ${url} answers` },
    ]);
    expect(of('credentials')).toEqual([
      { status: 'problem', message: 'This secret key does not open 2 of 3 linked accounts' },
    ]);
    gateway.close();
  });

  test('a bad setting is named before anything is checked', async () => {
    expect(await run({ PORT: 'x' })).toEqual({ code: 2, out: '', err: 'PORT must be a number from 0 to 65535\n' });
  });
});

describeEachDialect('the doctor', (open, database) => {
  test('knows the database, its schema and its clock', async () => {
    await open();
    const { of } = await examine({ DATABASE_URL: database.url(), SECRET_KEY: 'ab'.repeat(32) });
    expect(of('database')).toMatchObject([
      { status: 'ok', message: expect.stringMatching(`^${database.dialect} \\d+\\.`) },
    ]);
    expect([of('schema'), of('writing')].flat()).toMatchObject([{ status: 'ok' }, { status: 'ok' }]);
    expect(of('clock').every(({ status }) => status === 'ok')).toBe(true);
    expect(of('clock').length).toBe(database.dialect === 'sqlite' ? 1 : 2);
  });
});
