import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { prepareJourneys } from './support/journey.ts';

const { stack, open } = prepareJourneys({ world: { preset: 'tiny' } });

const file = {
  name: 'pelanggan.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    'Nama,Telepon,Catatan\nBudi,0812 3456 7890,langganan\nSiti,+62 813 1111 2222,\nTanpa nomor,,\nSalah,08x-99,\nBudi lagi,6281234567890,\n',
  ),
};

async function saved(): Promise<(string | null)[]> {
  const { data } = await stack().client().get('/api/contacts?limit=100');
  return (data['contacts'] as { name: string | null }[]).map(({ name }) => name);
}

test('a file with bad rows: what would happen, what happened, the rows that failed, and the way back', async () => {
  const page = await open('/imports');
  await page.getByLabel('Pilih berkas').setInputFiles(file);
  await page.getByRole('heading', { name: 'pelanggan.csv' }).waitFor();
  const rows = page.getByRole('region', { name: 'Isi berkas per baris' });
  const told = [
    ['Budi +6281234567890', 'Baru'],
    ['Siti +6281311112222', 'Baru'],
    ['Tanpa nomor –', 'Tidak valid Tidak ada nomor telepon'],
    ['Salah 08x-99', 'Tidak valid Bukan nomor telepon'],
    ['Budi lagi +6281234567890', 'Sudah ada Nomor ini sudah ada di baris sebelumnya'],
  ];
  for (const [who, what] of told) await rows.getByRole('row', { name: `${who} ${what}` }).waitFor();
  expect(await saved()).toEqual([]);

  const failed = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Unduh baris yang gagal' }).click();
  const errors = `${stack().folder}/errors.csv`;
  await (await failed).saveAs(errors);
  expect((await readFile(errors, 'utf8')).split(/\r?\n/).slice(1, 3)).toEqual([
    '"4","Tanpa nomor","","","Tidak ada nomor telepon"',
    '"5","Salah","08x-99","","Bukan nomor telepon"',
  ]);

  await page.getByLabel('Negara untuk nomor tanpa kode negara').selectOption({ label: 'Malaysia' });
  await rows.getByRole('row', { name: /^Budi 0812 3456 7890 Tidak valid/ }).waitFor();
  await page.getByLabel('Negara untuk nomor tanpa kode negara').selectOption({ label: 'Indonesia' });
  await rows.getByRole('row', { name: 'Budi +62812' }).waitFor();

  await page.getByRole('button', { name: 'Impor 2 kontak' }).click();
  await page.getByRole('main').getByText('Selesai', { exact: true }).waitFor();
  expect((await saved()).sort()).toEqual(['Budi', 'Siti']);

  await page.getByRole('button', { name: 'Urungkan impor' }).click();
  const question = page.getByRole('dialog', { name: 'Urungkan impor' });
  await question.getByText('pelanggan.csv', { exact: false }).waitFor();
  await question.getByRole('button', { name: 'Urungkan impor' }).click();
  await page.getByRole('main').getByText('Diurungkan', { exact: true }).waitFor();
  expect(await saved()).toEqual([]);
});
