import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCommand } from './support/command.ts';
import { type Stack, startStack, testKey } from './support/stack.ts';

// Files in and out, as somebody would who has only read the help.

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ world: { preset: 'tiny', seed: 3 } });
});
afterAll(() => stack.close());

const run = (args: string[], env: Record<string, string> = {}) =>
  startCommand(args, stack.folder, { GRABBER_URL: stack.url(), GRABBER_KEY: testKey, ...env }).result;
const at = (name: string) => join(stack.folder, name);
const lines = [
  'Nama;Telepon;Catatan',
  'Budi "Si Bos";0812-3456-7890;"baris satu\nbaris dua"',
  `${'漢'.repeat(300)};+62 813 0000 0001;=1+1`,
  'Rusak;6.28E+12;',
];

describe('a file of contacts', () => {
  test.each([
    ['export', ['--format', 'xlsx', '--columns', '--output', '--session', '--json']],
    ['import', ['<file>', '--policy', '--dry-run', '--session', '--json']],
  ])('%s is explained', async (command, words) => {
    const { code, out, err } = await run([command, '--help'], { DEFAULT_LANGUAGE: 'id' });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const word of words) expect(out).toContain(word);
  });

  test('is looked at first, read in, and adds nothing when it is read again', async () => {
    await writeFile(at('kontak.csv'), lines.join('\r\n'));
    const dry = await run(['import', 'kontak.csv', '--dry-run']);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('New: 2, to be updated: 0, there already: 0, unreadable: 1.');
    expect(dry.out).toMatch(/^line +name +phone +reason\n(?:.*\n)?5 +Rusak/m);
    expect((await run(['export', '--format', 'jsonl', '--output', 'leer.jsonl'])).code).toBe(0);
    expect(await readFile(at('leer.jsonl'), 'utf8')).toBe('');

    const first = await run(['import', 'kontak.csv']);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/contacts written\. Import number: \d+\.\n$/) });
    const again = await run(['import', 'kontak.csv', '--json']);
    expect(again).toMatchObject({ code: 0, err: '' });
    const { import: made, invalid, job } = JSON.parse(again.out);
    expect(made.counts).toMatchObject({ new: 0, update: 0, duplicate: 2, invalid: 1 });
    expect(invalid).toMatchObject([{ line: 5, outcome: 'invalid' }]);
    expect(job).toMatchObject({ kind: 'import' });
  });

  test('is written in every format, and tells where', async () => {
    for (const [format, start] of [
      ['csv', 'Nama,Telepon'],
      ['csv_excel', '\ufeffName,Phone'],
      ['csv_google', 'First Name,'],
      ['jsonl', '{"name":'],
      ['vcard3', 'BEGIN:VCARD\r\nVERSION:3.0'],
      ['xlsx', 'PK'],
    ] as const) {
      const { code, out, err } = await run(['export', '--format', format, '--output', `satu.${format}`]);
      expect({ format, code, err }).toEqual({ format, code: 0, err: '' });
      expect(out).toBe(`2 contacts written to satu.${format}.\n`);
      const text = await readFile(at(`satu.${format}`), 'utf8');
      if (format === 'csv') expect(text).toMatch(/^(?:Nama|Name),/);
      else expect(text.startsWith(start)).toBe(true);
    }
  });

  test('holds the columns and people asked for, under a name of its own, and nobody else may read it', async () => {
    const found = await run([
      'export',
      '--format',
      'json',
      '--search',
      'bos',
      '--columns',
      'name,phone,note',
      '--json',
    ]);
    expect(found).toMatchObject({ code: 0, err: '' });
    const { file, job } = JSON.parse(found.out);
    expect(file).toMatch(/^(?:kontak|contacts)-\d{4}-\d\d-\d\d-\d{4}\.json$/);
    expect(job).toMatchObject({ kind: 'export', status: 'completed', done: 1 });
    expect((await stat(at(file))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(at(file), 'utf8'))).toEqual([
      { name: 'Budi "Si Bos"', phone: '+6281234567890', note: 'baris satu\nbaris dua' },
    ]);
    const names = await run([
      'export',
      '--format',
      'json',
      '--search',
      '漢',
      '--columns',
      'name,note',
      '--output',
      'han.json',
    ]);
    expect(names.code).toBe(0);
    expect(JSON.parse(await readFile(at('han.json'), 'utf8'))).toEqual([{ name: '漢'.repeat(300), note: '=1+1' }]);
  });

  test('is found by name, number and note, with how many there are', async () => {
    const found = await run(['contacts', 'find', '0812-3456']);
    expect(found).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Budi "Si Bos"') });
    expect(found.out).toContain('1 of 1 found.');
    const some = await run(['contacts', 'find', 'baris', '--limit', '1', '--json']);
    expect(JSON.parse(some.out)).toMatchObject({ contacts: [{ phone_number: '6281234567890' }], total: 1 });
    expect(await run(['contacts', 'find', 'nobody'])).toMatchObject({ code: 0, out: 'Nobody is found by "nobody".\n' });
    expect(await run(['contacts', 'find', 'budi', '--limit', 'x'])).toMatchObject({ code: 1, out: '' });
  });

  test.each([
    ['an unknown format', ['export', '--format', 'pdf'], 2, 'xlsx, csv'],
    ['an unknown column', ['export', '--columns', 'name,nonsense'], 1, 'not valid'],
    ['an unknown session', ['export', '--session', 'nobody'], 1, 'Session not found'],
    [
      'a session for new contacts that is not there',
      ['import', 'kontak.csv', '--session', 'nobody'],
      1,
      'Session not found',
    ],
    ['a folder that is not there', ['export', '--format', 'csv', '--output', 'nowhere/x.csv'], 1, 'nowhere/x.csv'],
    ['no file', ['import'], 2, 'file'],
    ['a file that is not there', ['import', 'nowhere.csv'], 1, 'nowhere.csv'],
    ['an unknown policy', ['import', 'kontak.csv', '--policy', 'all'], 2, 'policy'],
    ['a file that is none of contacts', ['import', 'foto.csv'], 1, ''],
  ])('%s is one sentence and an exit code', async (_, args, code, words) => {
    await writeFile(at('foto.csv'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
    const result = await run(args);
    expect({ code: result.code, out: result.out }).toEqual({ code, out: '' });
    expect(result.err).toContain(words);
    expect(result.err.trim().length).toBeGreaterThan(10);
    expect(result.err).not.toMatch(/\n\s+at |node:/);
  });

  test('cannot be had with a key that may not', async () => {
    const made = await run(['key', 'create', '--scopes', 'contacts:read', '--json'], {
      DATABASE_URL: `sqlite:${at('grabber.db')}`,
    });
    const { key } = JSON.parse(made.out);
    expect((await run(['export', '--format', 'csv'], { GRABBER_KEY: key })).code).toBe(4);
    expect((await run(['import', 'kontak.csv'], { GRABBER_KEY: key })).code).toBe(4);
  });
});
