import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const command = fileURLToPath(new URL('./main.ts', import.meta.url));
let folder: string;
const running: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'grabber-main-'));
  await writeFile(
    join(folder, '.env'),
    'DATABASE_URL=sqlite:./grabber.db\nPORT=0\nDEFAULT_LANGUAGE=en\nENGINE_WORKERS=1\n',
  );
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true });
});

/** The command in a process of its own, which reads the folder's `.env`. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  const told = { out: '', err: '' };
  child.stdout.on('data', (text) => (told.out += text));
  child.stderr.on('data', (text) => (told.err += text));
  return { child, told, ended: once(child, 'close').then(([code]) => code as number | null) };
}

test('serves until it is asked to stop, and then ends by itself', async () => {
  const { child, told, ended } = start();
  await expect.poll(() => told.out, { timeout: 60_000 }).toContain('First API key');
  const [, url = ''] = /listens at (\S+)/.exec(told.out) ?? [];
  const [, key = ''] = /safe\): (\S+)/.exec(told.out) ?? [];
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await fetch(`${url}/api/sessions`, { headers: { 'x-api-key': key } })).status).toBe(200);
  const [, setup_token = ''] = /#token=(\S+)/.exec(told.out) ?? [];
  const owner = { setup_token, username: 'budi', name: 'Budi', password: 'correct horse' };
  const body = new URLSearchParams(owner);
  expect((await fetch(`${url}/api/setup`, { method: 'POST', body })).status).toBe(201);
  expect((await fetch(`${url}/api/setup`, { method: 'POST', body })).status).toBe(409);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(told.out).toContain('Stopping');
  for (const secret of [key, setup_token, owner.password]) expect(told.err).not.toContain(secret);
  for (const line of told.err.trim().split('\n')) JSON.parse(line);
}, 30_000);

test('standard output of a command is its answer alone', async () => {
  const { told, ended } = start('key', 'create', '--json');
  expect(await ended).toBe(0);
  expect(JSON.parse(told.out)).toMatchObject({ name: 'cli', scopes: ['admin'] });
  expect(told.err).toBe('');
}, 30_000);

test('wrong usage ends with 2', async () => {
  expect(await start('nonsense').ended).toBe(2);
}, 30_000);
