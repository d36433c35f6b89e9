import { expect, test } from 'vitest';
import { freePort } from '../support/process.ts';
import { grabAll } from './support/grabbed.ts';
import { isWide } from './support/in-page.ts';
import { prepareJourneys } from './support/journey.ts';
import { makeViewer, viewer } from './support/people.ts';

let account = '';
const { stack, open } = prepareJourneys({
  world: { preset: 'tiny' },
  // A port of its own, so that the page finds a restarted server where it was.
  env: { PORT: String(await freePort()) },
  before: async (stack) => {
    await makeViewer(stack);
    [account = ''] = await grabAll(stack);
  },
});

test('a viewer sees no button that is not theirs, and the server refuses it too', async () => {
  const page = await open(`/accounts/${account}`, {}, viewer);
  const menu = page.getByRole('navigation', { name: 'Navigasi utama' });
  await page.getByRole('heading', { name: 'Pengambilan' }).waitFor();
  for (const name of ['Ambil sekarang', 'Tindakan lain', 'Ulangi yang gagal']) {
    expect(await page.getByRole('button', { name }).count(), name).toBe(0);
  }
  for (const name of ['Impor', 'Ekspor', 'Webhook', 'Privasi', 'Cadangan', 'Kunci & orang', 'Log audit']) {
    expect(await menu.getByRole('link', { name, exact: true }).count(), name).toBe(0);
  }
  await menu.getByRole('link', { name: 'Kontak', exact: true }).click();
  const table = page.getByRole('grid', { name: 'Daftar kontak' });
  await table.getByRole('row').nth(1).getByRole('checkbox').click();
  await page.getByRole('region', { name: 'Tindakan untuk yang dipilih' }).waitFor();
  for (const name of ['Impor', 'Ekspor', 'Tag', 'Daftar', 'Hapus', 'Lainnya']) {
    expect(await page.getByRole('main').getByRole('button', { name, exact: true }).count(), name).toBe(0);
  }
  await table.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
  const drawer = page.getByRole('dialog', { name: 'Kontak' });
  await drawer.getByRole('region', { name: 'Isian Anda' }).waitFor();
  expect(await drawer.getByRole('button', { name: /^Ubah/ }).count()).toBe(0);

  const refused = await page.evaluate(
    async ([session, body]) => {
      const write = { method: 'POST', headers: { 'content-type': 'application/json' }, body: body ?? '' };
      const paths = [`/api/sessions/${session}/grabs`, '/api/exports', '/api/bulk', '/api/erasures', '/api/backups'];
      return await Promise.all(paths.map(async (path) => (await fetch(path, write)).status));
    },
    [account, '{}'],
  );
  expect(refused).toEqual([403, 403, 403, 403, 403]);

  await page.goto('/access');
  await page.getByText('Anda tidak berhak melihat ini').waitFor();
});

test('the language is switched in the page, and stays', async () => {
  const page = await open('/contacts');
  await page.getByRole('heading', { name: 'Kontak', level: 1 }).waitFor();
  await page.getByRole('button', { name: /^Masuk sebagai/ }).click();
  await page.getByRole('menu').getByText('English').click();
  await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('searchbox', { name: 'Search contacts' }).waitFor();
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menu').getByText('Indonesia').click();
  await page.getByRole('heading', { name: 'Kontak', level: 1 }).waitFor();
});

test('the main job is done on a phone with the thumb: grab, find, export', async () => {
  const page = await open('/', { size: 'phone' });
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Akun', exact: true }).click();
  await page.getByRole('article').getByRole('link').click();
  await page.getByRole('button', { name: 'Ambil sekarang' }).click();
  await page.getByRole('region', { name: 'Pengambilan' }).getByText('Selesai', { exact: true }).nth(1).waitFor();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('link', { name: 'Kontak', exact: true }).click();
  await page.getByRole('grid', { name: 'Daftar kontak' }).getByRole('row').nth(2).click();
  await page.getByRole('dialog', { name: 'Kontak' }).getByRole('button', { name: 'Tutup' }).click();
  await page.getByRole('button', { name: 'Ekspor' }).click();
  await page.getByRole('button', { name: 'Buat berkas' }).click();
  await page.getByRole('link', { name: 'Unduh' }).waitFor();
  expect(await isWide(page)).toBe(false);
});

test('a server that restarts is missed and found again, and a grab goes on where it was', async () => {
  const page = await open(`/accounts/${account}`);
  await page.getByRole('button', { name: 'Ambil sekarang' }).waitFor();
  const running = page.getByRole('region', { name: 'Sedang mengambil' });
  stack().simulator.faults.set({ kind: 'no-answer', on: 'groups' });
  await page.getByRole('button', { name: 'Ambil sekarang' }).click();
  await running.getByRole('status').getByText('Grup & anggota').waitFor();

  const lost = page.getByText('Sambungan ke server terputus', { exact: false });
  await Promise.all([lost.waitFor(), stack().restart()]);
  stack().simulator.faults.clear();
  await lost.waitFor({ state: 'hidden', timeout: 30_000 });
  await running.waitFor({ state: 'detached', timeout: 60_000 });
  const [newest] = (await stack().client().get(`/api/sessions/${account}/grabs`)).data['grabs'] as { status: string }[];
  expect(newest?.status).toBe('completed');
});
