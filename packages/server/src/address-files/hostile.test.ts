import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultLimits, openAddressFile } from './index.ts';
import { collect, inPieces, readAll, shown, workbook } from './testing.ts';

describe('a file that is none', () => {
  it.each([
    ['empty', '', 'empty_file'],
    ['blank', ' \r\n\t\r\n', 'empty_file'],
    ['a PDF', '%PDF-1.7\n1 0 obj', 'unknown_format'],
    ['a web page', '<!DOCTYPE html><html><body>Nama,HP</body></html>', 'unknown_format'],
    ['JSON', '[{"name":"Budi"}]', 'unknown_format'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'), 'unknown_format'],
    ['an old Excel file', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'old_or_locked_excel'],
    ['a ZIP of nothing', Buffer.from('PK\u0003\u0004'), 'broken_workbook'],
  ])('%s is told by its content', async (_, content, code) => {
    const { items } = await readAll(content);
    expect(items).toEqual([{ kind: 'problem', line: null, code, ends: true }]);
  });
});

describe('limits', () => {
  const table = `Nama,HP\n${'Budi,081234567890\n'.repeat(100)}`;

  it('end the reading with what was read before', async () => {
    const rows = await readAll(table, { limits: { rows: 10 } });
    expect(rows.items).toHaveLength(11);
    expect(shown(rows.items).at(-1)).toBe('12 too_many_rows, the end');
    const bytes = await readAll(table, { limits: { bytes: 100 } }, 50);
    expect(shown(bytes.items).at(-1)).toBe('file file_too_large, the end');
    expect(bytes.items.length).toBeGreaterThan(1);
    expect(defaultLimits.bytes).toBeGreaterThan(1024 * 1024);
  });

  it('hold for lines and columns', async () => {
    const long = await readAll(`Nama,HP\nBudi,081234567890\n${'x'.repeat(5000)}`, { limits: { line: 1000 } });
    expect(shown(long.items)).toEqual(['2 Budi: 6281234567890', '3 line_too_long, the end']);
    const wide = await readAll(`Nama,HP\nBudi,081234567890${',x'.repeat(50)}\n`, { limits: { columns: 20 } });
    expect(shown(wide.items)).toEqual(['2 too_many_columns', '2 Budi: 6281234567890']);
    expect(wide.layout.columns).toHaveLength(20);
  });

  it('find the quote that was not closed, and keep the rows before it', async () => {
    const { items } = await readAll('Nama,HP\nA,081234567890\n"B,081234567891\nC,081234567892\n');
    expect(shown(items)).toEqual(['2 A: 6281234567890', '3 quote_not_closed, the end']);
  });
});

describe('the source', () => {
  it('passes its own error on, and is closed by who stops early', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('Nama,HP\nBudi,081234567890\n');
      throw new Error('connection lost');
    }
    const broken = await openAddressFile(failing(), { default_country: 'ID' });
    await expect(collect(broken.items)).rejects.toThrow('connection lost');

    let closed = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('Budi,081234567890\n'.repeat(5000));
      } finally {
        closed = true;
      }
    }
    const file = await openAddressFile(endless(), { default_country: 'ID' });
    for await (const item of file.items) if (item.line === 20_000) break;
    expect(closed).toBe(true);
  });

  it('may be of 100,000 rows without much memory, read as fast as they are taken', async () => {
    const start = process.memoryUsage().heapUsed;
    let ahead = 0;
    async function* rows(): AsyncGenerator<Uint8Array> {
      for (let row = 0; row < 100_000; row += 500) {
        ahead = row;
        const lines = Array.from({ length: 500 }, (_, i) => `Budi ${row + i},+62812${10_000_000 + row + i},catatan\n`);
        yield Buffer.from(lines.join(''));
      }
    }
    const { items } = await openAddressFile(rows(), { default_country: 'ID' });
    let read = 0;
    for await (const item of items) {
      expect(item.kind).toBe('contact');
      read += 1;
      if (read % 1000 === 0) expect(ahead - read).toBeLessThan(5000);
    }
    expect(read).toBe(100_000);
    expect(process.memoryUsage().heapUsed - start).toBeLessThan(150 * 1024 * 1024);
  });
});

describe('anything at all', () => {
  const options = { default_country: 'ID' } as const;
  const pieces = [
    '"',
    "'",
    ',',
    ';',
    '\t',
    '|',
    '\r',
    '\n',
    '\r\n',
    '\0',
    '=',
    '\\',
    ' ',
    ':',
    '\ufeff',
    '\ud800',
    '😀',
  ];
  const words = ['Nama', 'HP', 'Phone 1 - Value', '0812', '+62', '6.28E+12', 'BEGIN:VCARD', 'END:VCARD', 'FN', 'TEL;'];
  const more = ['QUOTED-PRINTABLE', '=C3', 'item1.', 'PHOTO;', 'sep=;', ' ::: ', 'a'.repeat(100)];
  const text = fc
    .array(fc.constantFrom(...pieces, ...words, ...more), { maxLength: 80 })
    .map((parts) => parts.join(''));
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    text.map((content) => Buffer.from(content)),
    text.map((content) => Buffer.from(`BEGIN:VCARD\n${content}\nTEL:1\nEND:VCARD\n`)),
    text.map((content) => Buffer.from(`Nama,HP\n${content}`, 'latin1')),
    text.map((content) => Buffer.from(`\ufeff${content}`, 'utf16le')),
    fc.uint8Array({ maxLength: 400 }).map((content) => Buffer.concat([Buffer.from('PK\u0003\u0004'), content])),
  );

  it('is read to the end without an error, the same in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 50 }), async (content, size) => {
        expect(await readAll(content, options, size)).toEqual(await readAll(content, options));
      }),
      { numRuns: 1500, examples: [[Buffer.from('\r\ufeff\n"'), 1]] },
    );
  });

  it('costs no more time than its size where patterns could run away', async () => {
    const size = 700_000;
    const traps = [' ', '\n', '(', '.', '"', '=', '\\', ',', ';', ':', 'a@', '+', '0', '<', '\t', 'tel:'];
    for (const trap of traps) {
      const run = trap.repeat(size / trap.length);
      await readAll(`Nama;HP;Email;Tag\nBudi;081234567890;a@b.id;x\n${run};${run}x`);
      await readAll(`BEGIN:VCARD\nFN:${run}x\nTEL${run}:1\nTEL:${run}x\nN:${run}\nCATEGORIES:${run}\nEND:VCARD\n`);
    }
    await readAll(
      await workbook([
        ['Nama', 'HP'],
        [' '.repeat(30_000), `${' '.repeat(30_000)}x`],
      ]),
    );
    expect(await collect(inPieces(Buffer.alloc(3), 2))).toHaveLength(2);
  }, 30_000);
});
