import { describe, expect, it } from 'vitest';
import { readAll, shown } from '../testing.ts';

const google =
  'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,' +
  'Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,' +
  'E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value';
const outlook =
  'First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,' +
  'E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Business Phone 2,Mobile Phone,Car Phone,Other Phone,Company,Notes';

describe('a table', () => {
  it('of Google Contacts gives names, all phones with labels, e-mails and tags', async () => {
    const row =
      'Budi,,Santoso,,,,Dr.,,,,PT Maju,,,,"Satu, dua\nbaris",,* myContacts ::: Pelanggan ::: VIP,* Home,budi@x.id,' +
      'Mobile,+62 812-3456-7890 ::: 0813 4567 8901,* Work,(021) 555-1234';
    const { layout, items } = await readAll(`${google}\r\n${row}\r\n`);
    expect(layout).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ',', header_line: 1 });
    expect(items).toEqual([
      {
        kind: 'contact',
        line: 2,
        name: 'Dr. Budi Santoso',
        phones: [
          { text: '+62 812-3456-7890', label: 'Mobile', digits: '6281234567890', reason: null },
          { text: '0813 4567 8901', label: 'Mobile', digits: '6281345678901', reason: null },
          { text: '(021) 555-1234', label: 'Work', digits: '62215551234', reason: null },
        ],
        emails: ['budi@x.id'],
        company: 'PT Maju',
        note: 'Satu, dua\nbaris',
        tags: ['Pelanggan', 'VIP'],
        lid: null,
      },
    ]);
  });

  it('of the older Google form is read too', async () => {
    const header = 'Name,Given Name,Additional Name,Family Name,Group Membership,Phone 1 - Type,Phone 1 - Value';
    const { items } = await readAll(`${header}\nBudi S,Budi,,S,* myContacts ::: Keluarga,Mobile,081234567890\n`);
    expect(items).toMatchObject([{ name: 'Budi S', tags: ['Keluarga'], phones: [{ label: 'Mobile' }] }]);
  });

  it('of Outlook is read too', async () => {
    const row = 'Siti,,Aminah,,,,,,s@x.id,,,,,021-5551234,,0812 3456 7890,,,PT Jaya,Catatan';
    const { items } = await readAll(`${outlook}\r\n${row}\r\n`);
    expect(shown(items)).toEqual(['2 Siti Aminah: 62215551234, 6281234567890']);
    expect(items[0]).toMatchObject({ company: 'PT Jaya', note: 'Catatan', emails: ['s@x.id'] });
  });

  it('of our own exports is read back: ids of hidden numbers, and no name where the number stood for it', async () => {
    const text =
      'Nama,Nama push,E.164,Nasional,Negara,Grup,Tag,JID,LID\n' +
      'Budi,Bud,+6281234567890,0812-3456-7890,ID,RT 5,a | b,6281234567890@s.whatsapp.net,\n' +
      ',Ani,,,,RT 5,,999888777666555@lid,999888777666555\n' +
      '+62 813-4567-8901,,+6281345678901,,ID,,,,\n' +
      "'=Joko,,14155552671,,US,,,,\n";
    const { items } = await readAll(text);
    expect(shown(items)).toEqual(['2 Budi: 6281234567890', '3 Ani: ', '4 -: 6281345678901', '5 =Joko: 14155552671']);
    expect(items[0]).toMatchObject({ tags: ['a', 'b'] });
    expect(items[1]).toMatchObject({ lid: '999888777666555' });
  });

  it.each([
    [',', 'Nama,Nomor HP\nBudi,081234567890\n'],
    [';', 'Nama;Nomor HP\r\n"Budi";081234567890\r\n'],
    ['\t', 'Nama\tNomor HP\nBudi\t081234567890\n'],
    ['|', 'Nama|Nomor HP\nBudi|081234567890\n'],
    [';', 'sep=;\r\nNama;Nomor HP\r\nBudi;081234567890\r\n'],
    [',', 'Nama,Nomor HP\rBudi,081234567890\r'],
    [';', 'Nama;Nomor HP\nBudi;081234567890\n"S, E, N; H";0812,3456,7891\n'],
  ])('may be separated by %j: %j', async (delimiter, text) => {
    const { layout, items } = await readAll(text);
    expect(layout.delimiter).toBe(delimiter);
    expect(shown(items)[0]).toMatch(/^[23] Budi: 6281234567890$/);
  });

  it.each([
    ['utf-8', Buffer.from('\ufeffNama;HP\nJosé 😀;081234567890\n')],
    ['utf-8', Buffer.from('Nama;HP\nJosé 😀;081234567890\n')],
    ['utf-16le', Buffer.from('\ufeffNama;HP\nJosé 😀;081234567890\n', 'utf16le')],
    ['utf-16le', Buffer.from('Nama;HP\nJosé 😀;081234567890\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffNama;HP\nJosé 😀;081234567890\n', 'utf16le').swap16()],
  ])('may be in %s, cut anywhere', async (encoding, bytes) => {
    for (const size of [1, 2, 3, 7, 1000]) {
      const { layout, items } = await readAll(bytes, {}, size);
      expect(layout.encoding).toBe(encoding);
      expect(shown(items)).toEqual(['2 José 😀: 6281234567890']);
    }
  });

  it('may be in Windows-1252, or change to it', async () => {
    const old = Buffer.from('Nama,HP\nJos\u00e9,081234567890\n', 'latin1');
    expect(await readAll(old)).toMatchObject({ layout: { encoding: 'windows-1252' }, items: [{ name: 'José' }] });
    const glued = Buffer.concat([Buffer.from('Nama,HP\nJosé,081234567890\n'), old.subarray(8)]);
    const { items } = await readAll(glued);
    expect(items).toMatchObject([{ name: 'José' }, { name: 'José' }, { code: 'mixed_encodings', ends: false }]);
  });

  it('needs no header, nor a known one', async () => {
    const bare = await readAll('1;Budi;0812 3456 7890\n2;Siti;+62 813 4567 8901\n');
    expect(bare.layout.header_line).toBeNull();
    expect(shown(bare.items)).toEqual(['1 Budi: 6281234567890', '2 Siti: 6281345678901']);
    const unknown = await readAll('Siapa;Kontaknya\nBudi;081234567890\n');
    expect(unknown.layout).toMatchObject({ header_line: 1, columns: [{ role: 'name' }, { role: 'phone' }] });
    expect(shown(unknown.items)).toEqual(['2 Budi: 6281234567890']);
  });

  it('may have a title above its header', async () => {
    const { layout, items } = await readAll('Daftar kontak;\n;\nNama;Nomor HP\nBudi;081234567890\n');
    expect(layout.header_line).toBe(3);
    expect(shown(items)).toEqual(['4 Budi: 6281234567890']);
  });

  it('is read as the user says', async () => {
    const text = 'Ani;Budi;081234567890;2024\n';
    const options = { header: false, columns: { 0: 'note', 1: 'name', 2: 'phone', 3: 'tags' } } as const;
    const { items } = await readAll(text, options);
    expect(items).toMatchObject([{ name: 'Budi', note: 'Ani', tags: ['2024'] }]);
    const comma = await readAll('Nama;x,Nomor HP\nBudi;B,081234567890\n', { delimiter: ',', columns: { 0: 'name' } });
    expect(shown(comma.items)).toEqual(['2 Budi;B: 6281234567890']);
  });

  it('keeps rows with bad phones, and tells of rows with nothing', async () => {
    const { items } = await readAll('Nama,HP,Catatan\nBudi,6.28E+12,\nSiti,x,\n,,halo\n,,\nAni,81234567890,\n');
    expect(shown(items)).toEqual([
      '2 Budi: ? rounded',
      '3 Siti: ? not_a_number',
      '4 nothing_to_read',
      '6 Ani: 6281234567890 lost_zero',
    ]);
  });

  it('counts lines as an editor does', async () => {
    const { items } = await readAll('Nama;HP\r\n"A\r\nB";081234567890\r\n\r\n"C\nD\rE";12\r\nF;13\r\n');
    expect(items.map(({ line }) => line)).toEqual([2, 5, 8]);
  });

  it('is whole wherever it is cut on the way', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `${'x'.repeat(i % 7)}😀,0812345${10_000 + i}\r\n`);
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const { items } = await readAll(Buffer.from(`\ufeffNama,HP\r\n${rows.join('')}`, encoding), {}, 999);
      expect(items).toHaveLength(3000);
      const whole = items.every((item) => item.kind === 'contact' && /^x*😀$/u.test(item.name ?? ''));
      expect(whole).toBe(true);
    }
  });

  it('says when it has no phones, or no rows', async () => {
    expect(shown((await readAll('Nama,Catatan\nBudi,x\n')).items)).toEqual(['file no_phone_column', '2 Budi: ']);
    expect(shown((await readAll('Nama,HP\n')).items)).toEqual(['file empty_file']);
  });

  it('knows several phones in one cell from one phone with odd signs', async () => {
    const { items } = await readAll('Nama;HP\nA;081234567890 / 081345678901\nB;"0812,3456,7890"\nC;0812/34567890\n');
    expect(shown(items)).toEqual(['2 A: 6281234567890, 6281345678901', '3 B: ? not_a_number', '4 C: 6281234567890']);
  });
});
