import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellText } from '../cell-text.ts';
import { askPython, exported, exportRow, hardRows, hardTexts, pythonWith } from '../testing.ts';

const python = pythonWith('csv');
const script = `
import csv, io, json, sys
text = sys.stdin.buffer.read().decode("utf-8")
delimiter = ';' if text.lstrip('\\ufeff').split('\\r\\n')[0].count(';') else ','
print(json.dumps({'bom': text.startswith('\\ufeff'), 'rows': list(csv.reader(io.StringIO(text.lstrip('\\ufeff'), newline=''), delimiter=delimiter, strict=True))}))
`;
type Read = { bom: boolean; rows: string[][] };
const read = (bytes: Uint8Array): Read => askPython<Read>(python ?? 'python3', script, bytes);

const suite = python ? describe : describe.skip;
suite(`CSV read by Python’s csv module${python ? '' : ' (python3 is missing)'}`, () => {
  it('keeps every hard text, cell by cell', async () => {
    const { bytes } = await exported(hardRows(), {
      format: 'csv',
      columns: ['name', 'phone', 'groups', 'role', 'note', 'tags', 'in_address_book', 'groups_count', 'updated_at'],
      guard_formulas: false,
    });
    const { bom, rows } = read(bytes);
    expect(bom).toBe(false);
    expect(rows).toEqual([
      ['Nama', 'Telepon', 'Grup', 'Peran', 'Catatan', 'Tag', 'Tersimpan di HP', 'Jumlah grup', 'Terakhir diperbarui'],
      ...hardRows().map((row, index) => {
        const text = hardTexts[index] ?? '';
        const groups = `${text} | 1204@g.us`;
        const tags = `${text} | Pelanggan`;
        const phone = `+${row.phone_number}`;
        return [text, phone, groups, 'pemilik | anggota', text, tags, 'true', '2', '2026-11-22T23:11:19.000Z'];
      }),
    ]);
  });

  it('is written for Excel with a mark, phones with blanks, and times and words that Excel knows', async () => {
    const columns = ['name', 'phone', 'is_business', 'first_seen_at'] as const;
    const { bytes } = await exported([exportRow()], { format: 'csv_excel', columns });
    expect(bytes.toString()).toBe(
      '\ufeffNama;Telepon;Akun bisnis;Pertama dilihat\r\nBudi Santoso;+62 812 3456 7890;Tidak;2026-01-02 03:04:05\r\n',
    );
    const english = await exported([exportRow()], { format: 'csv_excel', columns, language: 'en' });
    expect(english.bytes.toString()).toContain('Name,Phone,Business account,First seen\r\n');
    expect(read(bytes).rows[1]).toEqual(['Budi Santoso', '+62 812 3456 7890', 'Tidak', '2026-01-02 03:04:05']);
  });

  it('makes formulas harmless in names, notes and groups, and leaves phones alone', async () => {
    const text = '=1+1';
    const row = exportRow({
      name: text,
      note: '\t@x',
      memberships: [{ group_id: 'g', group_name: '＋1', role: 'member' }],
    });
    const columns = ['name', 'note', 'groups', 'phone', 'phone_national', 'phone_digits'] as const;
    const guarded = read((await exported([row], { format: 'csv', columns })).bytes).rows[1];
    expect(guarded).toEqual(["'=1+1", "'\t@x", "'＋1", '+6281234567890', '0812-3456-7890', '6281234567890']);
    const open = read((await exported([row], { format: 'csv', columns, guard_formulas: false })).bytes).rows[1];
    expect(open?.slice(0, 3)).toEqual([text, '\t@x', '＋1']);
  });

  it('leaves no cell that starts a formula, whatever people call themselves', async () => {
    const rows = hardRows();
    for (const format of ['csv', 'csv_excel', 'csv_google', 'csv_outlook'] as const) {
      const cells = read((await exported(rows, { format })).bytes).rows.flat();
      expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^\+[0-9 ]+$/.test(cell))).toEqual([]);
    }
  });

  it('keeps a lone empty cell', async () => {
    const { bytes } = await exported([exportRow({ name: null }), exportRow()], { format: 'csv', columns: ['name'] });
    expect(read(bytes).rows).toEqual([['Nama'], [''], ['Budi Santoso']]);
  });

  it('reads back equal, whatever the texts are and however the batches are cut', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom(',', ';'),
        async (notes, size, separator) => {
          const rows = notes.map((note) => exportRow({ note, tags: [note] }));
          const options = { format: 'csv_excel', columns: ['phone', 'note', 'tags'], guard_formulas: false } as const;
          const { bytes } = await exported(rows, { ...options, separator: separator as ',' | ';' }, size);
          const wanted = notes.map((note) => ['+62 812 3456 7890', cellText(note), cellText(note)]);
          expect(read(bytes).rows.slice(1)).toEqual(wanted);
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('address books', () => {
  const row = exportRow({ tags: ['Pelanggan', 'VIP'], email: 'budi@x.test', company: 'Toko Budi', note: 'a, b' });

  it('gives Google its header and its cells', async () => {
    const { bytes } = await exported([row], { format: 'csv_google' });
    const [header, line] = bytes.toString().split('\r\n');
    expect(header).toBe(
      'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value',
    );
    expect(line).toBe(
      'Budi Santoso,,,,,,,,,,Toko Budi,,,,"a, b",,* myContacts ::: Pelanggan ::: VIP,,budi@x.test,Mobile,+6281234567890,,',
    );
  });

  it('gives Outlook its header and its cells', async () => {
    const { bytes } = await exported([row], { format: 'csv_outlook' });
    const [header = '', line = ''] = bytes.toString().split('\r\n');
    expect(header).toMatch(
      /^First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,/,
    );
    expect(header).toContain("Manager's Name,Assistant's Name,Assistant's Phone,Company Yomi,");
    expect(header.split(',')).toHaveLength(61);
    const cells = line.replace('"a, b"', 'a b').split(',');
    const filled = Object.fromEntries(
      header.split(',').flatMap((title, at) => (cells[at] ? [[title, cells[at]]] : [])),
    );
    expect(filled).toEqual({
      'First Name': 'Budi Santoso',
      'E-mail Address': 'budi@x.test',
      'Mobile Phone': '+6281234567890',
      Company: 'Toko Budi',
      Notes: 'a b',
    });
  });
});
