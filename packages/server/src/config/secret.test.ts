import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSecret, secretFile } from './index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secret-'));
});
afterEach(() => rm(folder, { recursive: true }));

const generated = () => ({ secretKey: undefined, databaseUrl: `sqlite:${folder}/deep/grabber.db` });

test('makes a file beside the database that only its owner may read, and keeps it', async () => {
  const first = await readSecret(generated());
  expect(first).toHaveLength(32);
  expect(await readSecret(generated())).toEqual(first);
  expect((await stat(join(folder, 'deep/secret.key'))).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'deep'))).toEqual(['secret.key']);
});

test('starts at the same moment agree on one key', async () => {
  const keys = await Promise.all([readSecret(generated()), readSecret(generated()), readSecret(generated())]);
  const stored = (await readFile(join(folder, 'deep/secret.key'), 'utf8')).trim();
  expect(new Set(keys.map((key) => Buffer.from(key).toString('hex')))).toEqual(new Set([stored]));
});

test('takes SECRET_KEY as hex or base64 and makes no file', async () => {
  const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
  for (const encoding of ['hex', 'base64', 'base64url'] as const) {
    const key = await readSecret({ ...generated(), secretKey: bytes.toString(encoding) });
    expect(Buffer.from(key)).toEqual(bytes);
  }
  expect(await readdir(folder)).toEqual([]);
});

test('refuses a damaged file instead of replacing it', async () => {
  const file = join(folder, 'secret.key');
  await writeFile(file, 'oops');
  await expect(readSecret({ secretKey: undefined, databaseUrl: `sqlite:${folder}/grabber.db` })).rejects.toThrow(file);
  expect(await readFile(file, 'utf8')).toBe('oops');
});

test('lies in ./data for database servers', () => {
  expect(secretFile('postgres://u:p@h/db')).toBe(join('data', 'secret.key'));
  expect(secretFile('sqlite:./data/grabber.db')).toBe(join('data', 'secret.key'));
});
