import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { readXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { askPython, exported, exportRow, hardRows, hardTexts, pythonWith } from '../testing.ts';
import type { ExcelLine } from './types.ts';
import { createExcelWriter } from './workbook.ts';

const python = pythonWith('openpyxl');
const byOpenpyxl = `
import datetime, io, json, openpyxl, sys
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
def cell(c):
  value = c.value.isoformat() if isinstance(c.value, datetime.datetime) else c.value
  return [c.data_type, c.number_format, value]
print(json.dumps([{ 'name': s.title, 'frozen': s.freeze_panes, 'filter': s.auto_filter.ref, 'width': s.column_dimensions['A'].width,
  'bold': s['A1'].font.b, 'rows': [[cell(c) for c in row] for row in s.iter_rows()] } for s in book]))
`;
type Cell = [type: string, format: string, value: string | number | boolean | null];
type Sheet = { name: string; frozen: string; filter: string; width: number; bold: boolean; rows: Cell[][] };
const read = (bytes: Uint8Array) => askPython<Sheet[]>(python ?? '', byOpenpyxl, bytes);
const values = (sheet: Sheet | undefined) => sheet?.rows.map((row) => row.map(([, , value]) => value)) ?? [];

/** openpyxl 3.0 shows Excel's `_x005F_` for an underscore as it stands in the file. */
const underscored = (text: string) => text.replace(/_x005F_(?=x[0-9A-F]{4}_)/g, '_');
const columns = ['name', 'phone', 'note', 'groups', 'in_address_book', 'groups_count', 'updated_at', 'lid'] as const;

const suite = python ? describe : describe.skip;
suite(`XLSX read by openpyxl${python ? '' : ' (python3-openpyxl is missing)'}`, () => {
  it('keeps every hard text and its type, cell by cell', async () => {
    const { bytes } = await exported(hardRows(), { format: 'xlsx', columns });
    const [sheet] = read(bytes);
    expect(sheet?.rows[0]?.map(([, , title]) => title)).toEqual([
      'Nama',
      'Telepon',
      'Catatan',
      'Grup',
      'Tersimpan di HP',
      'Jumlah grup',
      'Terakhir diperbarui',
      'LID',
    ]);
    const rows = sheet?.rows
      .slice(1)
      .map((row) =>
        row.map(
          ([type, format, value]): Cell => [type, format, typeof value === 'string' ? underscored(value) : value],
        ),
      );
    const text = (value: string): Cell => ['s', '@', value];
    expect(rows).toEqual(
      hardRows().map((row, index) => [
        text(hardTexts[index] ?? ''),
        text(`+${row.phone_number}`),
        text(hardTexts[index] ?? ''),
        text(`${hardTexts[index]} | 1204@g.us`),
        ['b', 'General', true],
        ['n', 'General', 2],
        ['d', 'yyyy\\-mm\\-dd\\ hh:mm:ss', '2026-11-22T23:11:19'],
        ['n', 'General', null],
      ]),
    );
  });

  it('freezes and filters the header, and says in a sheet what the file is', async () => {
    const info = [['Oleh', 'Siti']] as const;
    const hidden = exportRow({ phone_number: null, lid: '987' });
    const { bytes } = await exported([exportRow(), hidden], { format: 'xlsx', columns: ['phone', 'lid'], info });
    const [contacts, about] = read(bytes);
    expect(contacts).toMatchObject({ name: 'Kontak', frozen: 'A2', filter: 'A1:B3', width: 20, bold: true });
    expect(values(contacts).slice(1)).toEqual([
      ['+6281234567890', null],
      [null, '987'],
    ]);
    expect(about?.name).toBe('Info');
    expect(Object.fromEntries(values(about))).toMatchObject({
      'Versi skema': '1',
      'Dibuat pada': '2026-11-22T23:11:19.000Z',
      'Jumlah kontak': 2,
      'Jumlah baris': 2,
      Oleh: 'Siti',
      'Kolom: Telepon': 'phone',
    });
  });

  it('cuts what Excel cannot hold, between characters, and drops what XML cannot', async () => {
    const long = exportRow({ name: `${'x'.repeat(32_765)}😀😀`, note: 'a\u0000\u0001\u001bb\ud800\ufffe\r\nc' });
    const { bytes } = await exported([long], { format: 'xlsx', columns: ['name', 'note'] });
    const [name, note] = values(read(bytes)[0])[1] ?? [];
    expect(String(name).length).toBeLessThanOrEqual(32_767);
    expect(String(name).endsWith('…')).toBe(true);
    expect(note).toBe('ab\ufffd\nc');
  });

  it('goes on in another sheet when one is full, each with its header', async () => {
    const lines: ExcelLine[] = [['a'], ['b'], ['c'], ['d'], ['e']];
    async function* batches() {
      yield lines.slice(0, 3);
      yield lines.slice(3);
    }
    const sheet = { name: 'Kontak', columns: [{ header: 'H', kind: 'text' as const, width: 9 }], lines: batches() };
    const bytes = await buffer(createExcelWriter({ mostRows: 3 })([sheet]));
    expect(read(bytes).map((each) => [each.name, values(each).flat()])).toEqual([
      ['Kontak', ['H', 'a', 'b']],
      ['Kontak 2', ['H', 'c', 'd']],
      ['Kontak 3', ['H', 'e']],
    ]);
  });

  it('is a workbook also without any contact, and beyond column Z', async () => {
    expect(values(read((await exported([], { format: 'xlsx', columns: ['name'] })).bytes)[0])).toEqual([['Nama']]);
    const wide = Array.from({ length: 30 }, () => 'phone' as const);
    const { bytes } = await exported([exportRow()], { format: 'xlsx', columns: wide });
    expect(values(read(bytes)[0])[1]).toEqual(wide.map(() => '+6281234567890'));
  });
});

it('is read by hucre with every hard text', async () => {
  const { bytes } = await exported(hardRows(), { format: 'xlsx', columns: ['name', 'phone'] });
  const { sheets } = await readXlsx(bytes);
  const phones = hardRows().map(({ phone_number }) => `+${phone_number}`);
  expect(sheets[0]?.rows.slice(1)).toEqual(hardTexts.map((text, index) => [text, phones[index]]));
});

const hasOffice = spawnSync('soffice', ['--version']).status === 0;
const officeSuite = hasOffice ? describe : describe.skip;
officeSuite(`XLSX opened by LibreOffice${hasOffice ? '' : ' (libreoffice-calc is missing)'}`, () => {
  it('shows every hard text, cell by cell', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'export-'));
    try {
      const { bytes } = await exported(hardRows(), {
        format: 'xlsx',
        columns: ['name', 'phone', 'groups_count', 'updated_at'],
      });
      writeFileSync(join(folder, 'kontak.xlsx'), bytes);
      // Text in UTF-8 with every text quoted, values as the cells show them.
      const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true';
      const home = `-env:UserInstallation=file://${join(folder, 'home')}`;
      execFileSync('soffice', [
        home,
        '--headless',
        '--convert-to',
        filter,
        '--outdir',
        folder,
        join(folder, 'kontak.xlsx'),
      ]);
      const script =
        'import csv, io, json, sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8"), newline="")))))';
      const rows = askPython<string[][]>('python3', script, readFileSync(join(folder, 'kontak.csv')));
      const shown = hardRows().map((row, index) => [
        hardTexts[index],
        `+${row.phone_number}`,
        '2',
        '2026-11-22 23:11:19',
      ]);
      expect(rows.slice(1)).toEqual(shown);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
