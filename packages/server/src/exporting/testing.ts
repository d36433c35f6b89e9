import { spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { chunksOf } from '../core/index.ts';
import type { ExportOptions, ExportRow, ExportRows } from './index.ts';
import { type ExportedFile, exportFile } from './index.ts';

/** A contact with nothing special about it, but for what is told. */
export function exportRow(row: Partial<ExportRow> = {}): ExportRow {
  return {
    session_id: 'kantor',
    contact_id: '6281234567890@s.whatsapp.net',
    type: 'individual',
    name: 'Budi Santoso',
    saved_name: null,
    push_name: null,
    verified_name: null,
    alias: null,
    phone_number: '6281234567890',
    lid: null,
    country_code: 'ID',
    email: null,
    company: null,
    note: null,
    tags: [],
    status: 'active',
    in_address_book: true,
    is_business: false,
    memberships: [],
    first_seen_at: '2026-01-02T03:04:05.000Z',
    updated_at: '2026-11-22T23:11:19.000Z',
    ...row,
  };
}

const family = '👨‍👩‍👧‍👦';

/** Names and notes that files were broken by. */
export const hardTexts = [
  'محمد عبد الله',
  '山田太郎，漢字、カナ',
  `${family} keluarga 🏳️‍🌈`,
  'Budi "Si Bos" Santoso',
  '"',
  'a,b;c\td|e',
  'baris satu\nbaris dua\n\nempat',
  'sampai\n',
  '=HYPERLINK("http://x.test","klik")',
  '+62 812 bukan nomor',
  '-1+1',
  '@SUM(A1)',
  '＝1+1',
  '\t=1',
  " '=1+1",
  'back\\slash \\n \\, \\;',
  '<b>&amp;</b> & ]]> <!--',
  '_x0041_ _x005F_',
  ' spasi di tepi ',
  'ß Łódź é e\u0301 \u200f\u202eabc\u202c',
  'x'.repeat(300),
  '漢'.repeat(300),
  family.repeat(30),
  '0812',
  'TRUE',
  '1e5',
  '2026-01-01',
  'null',
  'BEGIN:VCARD',
];

/** One contact per hard text, which stands in its name, note, tag and group. */
export function hardRows(): ExportRow[] {
  return hardTexts.map((text, index) => {
    const digits = `62812345678${String(index).padStart(2, '0')}`;
    return exportRow({
      contact_id: `${digits}@s.whatsapp.net`,
      phone_number: digits,
      name: text,
      push_name: text,
      note: text,
      tags: [text, 'Pelanggan'],
      memberships: [
        { group_id: '1203@g.us', group_name: text, role: 'superadmin' },
        { group_id: '1204@g.us', group_name: null, role: 'member' },
      ],
    });
  });
}

/** Rows in batches of so many. */
async function* inBatches(rows: readonly ExportRow[], size = 1000): ExportRows {
  yield* chunksOf(rows, size);
}

/** A whole export, its bytes in one piece. */
export async function exported(
  rows: readonly ExportRow[],
  options: Partial<ExportOptions> & Pick<ExportOptions, 'format'>,
  batch?: number,
): Promise<ExportedFile & { bytes: Buffer }> {
  const file = exportFile(inBatches(rows, batch), {
    language: 'id',
    created_at: '2026-11-22T23:11:19.000Z',
    ...options,
  });
  const bytes = await buffer(file.chunks);
  return { ...file, bytes };
}

const pythons = ['/usr/bin/python3', 'python3'];

/** A Python that has the module; undefined where there is none. */
export function pythonWith(module: string): string | undefined {
  return pythons.find((python) => spawnSync(python, ['-c', `import ${module}`]).status === 0);
}

/** What a Python script prints as JSON about the bytes that it gets as standard input. */
export function askPython<T>(python: string, script: string, input: Uint8Array): T {
  const { status, stdout, stderr } = spawnSync(python, ['-c', script], { input, maxBuffer: 1 << 28, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}
