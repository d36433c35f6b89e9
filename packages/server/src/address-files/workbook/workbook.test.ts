import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readAll, shown, workbook, type Zipped, zipOf } from '../testing.ts';

const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

function deflated(text: string): Zipped {
  return { packed: deflateRawSync(text), size: Buffer.byteLength(text), method: 8 };
}

/** A workbook whose one sheet is the given XML. */
function withSheet(sheet: string, size?: number, target = 'worksheets/sheet1.xml'): Buffer {
  const sheetPart = deflated(sheet);
  return zipOf({
    '[Content_Types].xml': deflated('<Types/>'),
    '_rels/.rels': deflated(
      `<Relationships><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': deflated('<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': deflated(
      `<Relationships><Relationship Id="rId1" Type="${relationships}/worksheet" Target="${target}"/></Relationships>`,
    ),
    [`xl/${target}`]: { ...sheetPart, size: size ?? sheetPart.size },
  });
}

function sheetOf(rows: string): string {
  return `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
}

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

describe('a workbook', () => {
  it('gives its rows, and tells which numbers Excel spoilt', async () => {
    const { layout, items } = await readAll(
      await workbook([
        ['Daftar kontak'],
        ['No', 'Nama', 'Nomor HP', 'Catatan'],
        [1, 'Budi 😀', '+6281234567890', 'a\nb'],
        [2, 'Siti', 81234567890, null],
        [3, 'Ani', 6281234567890, true],
        [4, 'Joko', 6281234567890123, null],
        [5, 'Rini', new Date('2024-08-12'), null],
        [6, 'Tono', -657, null],
        [7, 'Wati', '6.28E+12', null],
      ]),
    );
    expect(layout).toMatchObject({ format: 'xlsx', encoding: null, delimiter: null, header_line: 2 });
    expect(shown(items)).toEqual([
      '3 Budi 😀: 6281234567890',
      '4 Siti: 6281234567890 lost_zero',
      '5 Ani: 6281234567890',
      '6 Joko: ? rounded',
      '7 Rini: ? became_date',
      '8 Tono: ? too_short',
      '9 Wati: ? rounded',
    ]);
  });

  it('may have several sheets', async () => {
    const file = await workbook([['Nama', 'HP']], [[['Budi', '081234567890']]]);
    expect(shown((await readAll(file, { sheet: 1 })).items)).toEqual(['1 Budi: 6281234567890']);
    expect(shown((await readAll(file, { sheet: 'Sheet 2' })).items)).toEqual(['1 Budi: 6281234567890']);
    expect(shown((await readAll(file)).items)).toEqual(['file empty_file']);
    expect(shown((await readAll(file, { sheet: 9 })).items)).toEqual(['file empty_file']);
  });

  it('is refused where it is cut off, at whatever byte, without an error', async () => {
    const file = await workbook([
      ['Nama', 'HP'],
      ...Array.from({ length: 50 }, (_, i) => [`Budi ${i}`, `0812345678${i}`]),
    ]);
    for (let length = 4; length < file.length; length += 97) {
      const { items } = await readAll(file.subarray(0, length));
      expect(items.at(-1)).toMatchObject({ kind: 'problem', ends: true });
    }
  });

  it('survives flipped bytes', async () => {
    const file = await workbook([
      ['Nama', 'HP'],
      ['Budi', '081234567890'],
    ]);
    for (let at = 0; at < file.length; at += 7) {
      const broken = Buffer.from(file);
      broken[at] = (broken[at] ?? 0) ^ 0xff;
      await expect(readAll(broken)).resolves.toBeDefined();
    }
  });

  it('made by hand is read, as the refused ones below differ from it by one thing only', async () => {
    const rows = `<row>${cell('Budi')}${cell('081234567890')}</row>`;
    expect(shown((await readAll(withSheet(sheetOf(rows)))).items)).toEqual(['1 Budi: 6281234567890']);
  });

  const bomb = sheetOf(`<row>${cell('a'.repeat(900_000))}</row>`.repeat(40));
  it.each([
    ['that unpacks to too much', withSheet(bomb), 'unpacks_too_large'],
    ['that unpacks to more than it says', withSheet(bomb, 1000), 'unpacks_too_large'],
    ['that does not say how much it unpacks to', withSheet(bomb, 0), 'broken_workbook'],
    ['with a cell far to the right', withSheet(sheetOf('<row><c r="XFD1"><v>1</v></c></row>')), 'too_many_columns'],
    ['with too many cells in a row', withSheet(sheetOf(`<row>${'<c/>'.repeat(600)}</row>`)), 'too_many_columns'],
    ['of countless elements', withSheet(sheetOf('<row/>'.repeat(200_000))), 'unpacks_too_large'],
    ['with an endless cell', withSheet(sheetOf(`<row>${cell('a'.repeat(1_100_000))}</row>`)), 'line_too_long'],
    ['with an open comment', withSheet(sheetOf(`<!-- ${'> '.repeat(100_000)}`)), 'broken_workbook'],
    ['with an open quote', withSheet(sheetOf(`<c r="${'> '.repeat(100_000)}`)), 'broken_workbook'],
    ['with a sheet by another name', withSheet(sheetOf(''), undefined, 'sheet.png'), 'broken_workbook'],
    ['that is another kind of ZIP', zipOf({ 'a.txt': deflated('hello') }), 'unknown_format'],
  ])('%s is refused at once', async (_, file, code) => {
    const { items } = await readAll(file, { limits: { unpacked_bytes: 30_000_000, unpacked_elements: 100_000 } });
    expect(items).toEqual([{ kind: 'problem', line: null, code, ends: true }]);
  });
});
