import { buffer } from 'node:stream/consumers';
import { exportFormats } from '@grabber/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { columnKeys, columnsOf, type ExportRow, exportFile } from './index.ts';
import { exported, exportRow, hardRows } from './testing.ts';

const member = exportRow({
  memberships: [
    { group_id: '1@g.us', group_name: 'RT 05', role: 'superadmin' },
    { group_id: '2@g.us', group_name: 'Arisan', role: 'member' },
  ],
});

it('writes a line per contact or per membership, and keeps whoever is in no group', async () => {
  const columns = ['name', 'groups', 'role'] as const;
  const rows = [member, exportRow({ name: 'Sendiri' })];
  const text = async (rows_per: 'contact' | 'membership') =>
    (await exported(rows, { format: 'csv', columns, rows_per })).bytes.toString().split('\r\n').slice(1, -1);
  expect(await text('contact')).toEqual(['Budi Santoso,RT 05 | Arisan,pemilik | anggota', 'Sendiri,,']);
  expect(await text('membership')).toEqual(['Budi Santoso,RT 05,pemilik', 'Budi Santoso,Arisan,anggota', 'Sendiri,,']);
  expect((await exported(rows, { format: 'json', rows_per: 'membership' })).counts).toEqual({
    contacts: 2,
    written: 3,
    left_out: 0,
  });
});

it('leaves the phone of a hidden number empty, and tells its LID', async () => {
  const hidden = exportRow({ phone_number: null, lid: '123456', contact_id: '123456@lid', country_code: null });
  const columns = ['phone', 'phone_national', 'link', 'country', 'lid'] as const;
  expect((await exported([hidden], { format: 'csv', columns })).bytes.toString()).toMatch(/\r\n,,,,123456\r\n$/);
});

it('writes chosen columns in the chosen order, with headers of the chosen language', async () => {
  const columns = ['country', 'name', 'link', 'phone'] as const;
  const options = { format: 'csv', language: 'en', columns, phone_format: 'national' } as const;
  expect((await exported([member], options)).bytes.toString()).toBe(
    'Country,Name,wa.me link,Phone\r\nIndonesia,Budi Santoso,https://wa.me/6281234567890,0812-3456-7890\r\n',
  );
});

it('keeps keys and headers as they were released', () => {
  expect(columnsOf(columnKeys).map(({ key, header }) => `${key}: ${header.id} / ${header.en}`)).toMatchInlineSnapshot(`
    [
      "name: Nama / Name",
      "phone: Telepon / Phone",
      "saved_name: Nama tersimpan / Saved name",
      "push_name: Nama push / Push name",
      "verified_name: Nama usaha / Business name",
      "alias: Alias / Alias",
      "phone_e164: E.164 / E.164",
      "phone_international: Internasional / International",
      "phone_national: Nasional / National",
      "phone_digits: Angka saja / Digits",
      "country: Negara / Country",
      "country_code: Kode negara / Country code",
      "groups: Grup / Groups",
      "role: Peran / Role",
      "groups_count: Jumlah grup / Number of groups",
      "tags: Tag / Tags",
      "note: Catatan / Note",
      "email: E-mail / E-mail",
      "company: Perusahaan / Company",
      "in_address_book: Tersimpan di HP / Saved on the phone",
      "is_business: Akun bisnis / Business account",
      "status: Status / Status",
      "session_id: Session / Session",
      "jid: JID / JID",
      "lid: LID / LID",
      "first_seen_at: Pertama dilihat / First seen",
      "updated_at: Terakhir diperbarui / Last updated",
      "link: Tautan wa.me / wa.me link",
    ]
  `);
});

it('writes JSON with keys, types and lists', async () => {
  const columns = ['name', 'groups', 'role', 'groups_count', 'in_address_book', 'note', 'updated_at'] as const;
  const { bytes } = await exported([member], { format: 'jsonl', columns });
  expect(JSON.parse(bytes.toString())).toEqual({
    name: 'Budi Santoso',
    groups: ['RT 05', 'Arisan'],
    role: ['superadmin', 'member'],
    groups_count: 2,
    in_address_book: true,
    note: null,
    updated_at: '2026-11-22T23:11:19.000Z',
  });
  expect((await exported([], { format: 'json' })).bytes.toString()).toBe('[]\n');
});

it('writes JSON that reads back equal, whatever the texts are and however the batches are cut', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), async (notes, size) => {
      const rows = notes.map((note) => exportRow({ note, tags: [note] }));
      const wanted = notes.map((note) => ({ note, tags: [note] }));
      const options = { columns: ['note', 'tags'] } as const;
      const array = await exported(rows, { ...options, format: 'json' }, size);
      expect(JSON.parse(array.bytes.toString())).toEqual(wanted);
      const lines = (await exported(rows, { ...options, format: 'jsonl' }, size)).bytes.toString().split('\n');
      expect(lines.slice(0, -1).map((line) => JSON.parse(line) as unknown)).toEqual(wanted);
    }),
  );
});

const shapes = [...exportFormats.map((format) => ({ format })), { format: 'vcard3' as const, cards_per_file: 2 }];

it.each(shapes)(
  '$format: reads no batch ahead of its time, and closes the source when the reader goes away',
  async (shape) => {
    let batches = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<ExportRow[]> {
      try {
        for (;;) {
          batches += 1;
          yield hardRows();
        }
      } finally {
        closed = true;
      }
    }
    const file = exportFile(endless(), { language: 'id', created_at: '2026-11-22T23:11:19.000Z', ...shape });
    expect(batches).toBe(0);
    for await (const chunk of file.chunks) if (chunk.length > 0 && batches > 2) break;
    expect(closed).toBe(true);
    expect(batches).toBeLessThan(100);
  },
);

it.each(shapes)('$format: fails when its source fails', async (shape) => {
  async function* failing(): AsyncGenerator<ExportRow[]> {
    yield hardRows();
    throw new Error('the database is gone');
  }
  const file = exportFile(failing(), { language: 'id', created_at: '2026-11-22T23:11:19.000Z', ...shape });
  await expect(buffer(file.chunks)).rejects.toThrow('the database is gone');
});
