import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFile } from './read-file.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-file-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(text: string, limits?: { memoryMb: number }) {
  const path = join(folder, 'a.csv');
  await writeFile(path, text);
  const parts = [];
  for await (const part of readFile({ path, options: { default_country: 'ID' } }, limits)) parts.push(part);
  return parts;
}

test('tells the layout, then every row, in pages', async () => {
  const rows = Array.from({ length: 1201 }, (_, index) => `Budi ${index};08123${String(index).padStart(7, '0')}`);
  const [layout, ...pages] = await read(`Nama;HP\n${rows.join('\n')}`);
  expect(layout).toMatchObject({ format: 'csv', delimiter: ';', header_line: 1 });
  expect(pages.map((page) => Array.isArray(page) && page.length)).toEqual([500, 500, 201]);
});

test('a file that its reader dies of is one that cannot be read, and nobody else dies', async () => {
  const wide = Array.from({ length: 500 }, (_, column) => `Kolom ${column}`).join(';');
  const parts = await read(`${wide}\n${`${'x;'.repeat(499)}x\n`.repeat(20_000)}`, { memoryMb: 8 });
  expect(parts.at(-1)).toEqual([{ kind: 'problem', line: null, code: 'unpacks_too_large', ends: true }]);
});
