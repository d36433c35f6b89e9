import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../core/index.ts';
import type { RunningServer } from './io.ts';
import { runCli } from './run.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

type Options = { env?: Record<string, string>; server?: Partial<RunningServer>; startFails?: unknown };

async function run(line: string, { env = {}, server = {}, startFails }: Options = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const steps: string[] = [];
  const code = await runCli(line.split(' ').filter(Boolean), {
    env: { DATABASE_URL: `sqlite:${folder}/grabber.db`, DEFAULT_LANGUAGE: 'en', ...env },
    writeOut: (text) => out.push(text),
    writeErr: (text) => err.push(text),
    async startServer(config) {
      if (startFails) throw startFails;
      steps.push(`start on ${config.port}`);
      return { url: 'http://127.0.0.1:8000', close: async () => void steps.push('close'), ...server };
    },
    stopAsked: async () => void steps.push('stop asked'),
  });
  return { code, out: out.join(''), err: err.join(''), steps };
}

const json = async (line: string) => JSON.parse((await run(line)).out);

describe('serve', () => {
  test.each(['', 'serve'])('"grabber %s" starts, says where it listens, and closes when asked', async (line) => {
    const { code, out, err, steps } = await run(line);
    expect(steps).toEqual(['start on 8000', 'stop asked', 'close']);
    expect(out).toContain('The server listens at http://127.0.0.1:8000\n');
    expect(out).not.toContain('API key');
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('shows the first key, and the port of the engine contract', async () => {
    const { out } = await run('', { server: { firstKey: 'gr_x_y', engineUrl: 'http://127.0.0.1:3000' } });
    expect(out).toContain('First API key (shown only once, keep it safe): gr_x_y\n');
    expect(out).toContain('The engine contract listens at http://127.0.0.1:3000\n');
  });

  test('shows the token that makes the first owner', async () => {
    const { out } = await run('', { server: { setupToken: 'a-token' } });
    expect(out).toContain('http://127.0.0.1:8000/setup#token=a-token');
  });

  test('tells the same to scripts, as one document', async () => {
    const { out, steps } = await run('serve --json', { server: { firstKey: 'gr_x_y' } });
    expect(JSON.parse(out)).toEqual({ url: 'http://127.0.0.1:8000', first_key: 'gr_x_y' });
    expect(steps).toContain('close');
  });

  test('a bad setting ends with 2 and one sentence a line', async () => {
    const { code, err, steps } = await run('', { env: { PORT: 'x', PICTURES: 'y' } });
    expect(code).toBe(2);
    expect(err).toBe('PORT must be a number from 0 to 65535\nPICTURES must be "on" or "off"\n');
    expect(steps).toEqual([]);
  });

  test.each([
    [new AppError('database_newer'), 'Failed: The database was made by a newer version of the program'],
    [new Error('cannot open mysql://root:hunter2@db/wa'), 'Failed: cannot open mysql://***@db/wa'],
  ])('a start that fails ends with 1 and says why: %s', async (startFails, words) => {
    const { code, err } = await run('', { startFails });
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).not.toContain('hunter2');
  });
});

test('speaks Indonesian by default', async () => {
  const { out } = await run('serve', { env: { DEFAULT_LANGUAGE: '' } });
  expect(out).toContain('Server berjalan di http://127.0.0.1:8000');
  const help = await run('key create --help', { env: { DEFAULT_LANGUAGE: 'id' } });
  expect(help.out).toMatch(/^Penggunaan: grabber key create/);
  expect(help.out).not.toMatch(/Usage|Options|display/);
});

test('migrate prepares the database, again without harm', async () => {
  expect(await run('migrate')).toMatchObject({ code: 0, out: 'The database is ready.\n' });
  expect(await json('migrate --json')).toEqual({ migrations: [] });
});

describe('keys', () => {
  test('are made with sensible defaults, and shown once', async () => {
    const { code, out } = await run('key create');
    expect(code).toBe(0);
    expect(out).toMatch(/^API key 1 \(cli\) made\..*:\ngr_\w{8}_[\w-]{43}\n$/);
    expect(out).not.toContain((await run('key list')).out);
  });

  test('are made with name, scopes and expiry', async () => {
    const key = await json('key create --name crm --scopes grabs:run,contacts:read --expires 2099-01-31 --json');
    expect(key).toMatchObject({
      name: 'crm',
      scopes: ['contacts:read', 'grabs:run'],
      expires_at: '2099-01-31T00:00:00.000Z',
      revoked_at: null,
      key: expect.stringMatching(/^gr_/),
    });
    expect(key).not.toHaveProperty('hash');
  });

  test('are bound to the sessions that are named', async () => {
    expect(await json('key create --session toko-1 --session toko-2 --json')).toMatchObject({
      sessions: ['toko-1', 'toko-2'],
    });
    expect(await json('key create --json')).toMatchObject({ sessions: null });
    expect((await run('key list')).out).toContain('toko-1,toko-2');
  });

  test('are listed without their secrets', async () => {
    expect((await run('key list')).out).toBe('There is no API key yet.\n');
    const { key } = await json('key create --name crm --json');
    const { out } = await run('key list');
    expect(out).toMatch(/^id +name +prefix/);
    expect(out).toContain('crm');
    expect(out).not.toContain(key);
    expect(await json('key list --json')).toMatchObject({ keys: [{ name: 'crm', scopes: ['admin'] }] });
  });

  test('are revoked once', async () => {
    const { id } = await json('key create --json');
    expect(await run(`key revoke ${id}`)).toMatchObject({ code: 0, out: `API key ${id} revoked.\n` });
    expect(await run(`key revoke ${id}`)).toMatchObject({ code: 1, err: expect.stringContaining('no active API key') });
    expect(await run(`key revoke ${id} --json`)).toMatchObject({ code: 1, out: `{"id":${id},"revoked":false}\n` });
  });
});

test.each([
  'nonsense',
  '--nonsense',
  'key',
  'key revoke',
  'key revoke abc',
  'key create --scopes everything',
  'key create --expires yesterday',
  'key create --expires 2020-01-01',
  'key create --expires 0d',
  'key create --session a/b',
])('"grabber %s" is wrong usage: 2, and words about it', async (line) => {
  const { code, err } = await run(line);
  expect(code).toBe(2);
  expect(err).not.toBe('');
});

test.each([
  ['--help', 'Usage: grabber'],
  ['key --help', 'revoke [options] <id>'],
  ['key create --help', '--expires <when>'],
  ['--version', '0.1.0'],
])('"grabber %s" explains itself', async (line, words) => {
  const { code, out } = await run(line);
  expect(code).toBe(0);
  expect(out).toContain(words);
});

test.each([
  ['nonsense', "Perintah 'nonsense' tidak dikenal. Lihat: grabber --help"],
  ['session lits', "Perintah 'lits' tidak dikenal. Lihat: grabber --help Maksud Anda list?"],
  ['--nonsense', "Opsi '--nonsense' tidak dikenal."],
  ['key revoke', "Argumen 'id' belum diisi."],
  ['key revoke abc', 'Nilai untuk \'abc\' tidak valid. Nomor API key harus berupa angka, bukan "abc".'],
  ['session code x', "Opsi '--phone <number>' wajib diisi."],
  ['session code x --phone', "Opsi '--phone <number>' memerlukan nilai."],
  ['session list x y', 'Terlalu banyak argumen. Beri tanda kutip pada nama yang berisi spasi.'],
  ['grab x --kind y', "Nilai untuk '--kind <kind>' tidak valid. Pilihan: groups, contacts, all."],
])('"grabber %s" is explained in the user’s language', async (line, words) => {
  expect(await run(line, { env: { DEFAULT_LANGUAGE: 'id' } })).toMatchObject({ code: 2, out: '', err: `${words}\n` });
});

test('help tells choices and defaults in the user’s language', async () => {
  const { out } = await run('grab --help', { env: { DEFAULT_LANGUAGE: 'id' } });
  expect(out.replace(/\s+/g, ' ')).toContain('(pilihan: groups, contacts, all; bawaan: all)');
});
