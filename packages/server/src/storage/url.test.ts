import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStorage } from './index.ts';
import { maskUrl, parseDatabaseUrl } from './url.ts';

it.each([
  ['sqlite:./data/grabber.db', 'sqlite', './data/grabber.db'],
  ['sqlite:///var/lib/grabber.db', 'sqlite', '/var/lib/grabber.db'],
  ['mariadb://u:p@h/wa', 'mysql', 'wa'],
  ['postgresql://h/wa', 'postgres', 'wa'],
])('reads %s', (url, dialect, path) => {
  expect(parseDatabaseUrl(url)).toMatchObject({ dialect, path });
});

it.each([
  '',
  'grabber.db',
  'oracle://h/x',
  'sqlite:',
  'sqlite::memory:',
  'mysql://h',
  'mysql:///x',
  'postgres://u:pw@h',
])('refuses %j by name', (url) => {
  expect(() => parseDatabaseUrl(url)).toThrow('DATABASE_URL');
});

it('never shows a password', async () => {
  expect(maskUrl('mysql://root:s3cr:et@h/x')).toBe('mysql://root:***@h/x');
  for (const scheme of ['mysql', 'postgres']) {
    const failure = await openStorage({ url: `${scheme}://root:s3cret@127.0.0.1:1/x` }).catch(String);
    expect(failure).toContain(`DATABASE_URL: ${scheme}://root:***@127.0.0.1:1/x cannot be opened`);
    expect(failure).not.toContain('s3cret');
  }
});

it('makes the folder, and a file that only its owner reads', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'grabber-test-'));
  const file = join(folder, 'deep', 'er', 'grabber.db');
  const storage = await openStorage({ url: `sqlite:${file}` });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await storage.close();
  rmSync(folder, { recursive: true });
});
