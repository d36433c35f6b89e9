import { expect, onTestFinished, test } from 'vitest';
import { startGateway } from '../../packages/server/src/engine/remote/testing/lab.ts';
import { grabAll } from './support/grabbed.ts';
import { prepareJourneys } from './support/journey.ts';

let account = '';
const { stack, open } = prepareJourneys({
  world: { preset: 'tiny' },
  before: async (stack) => {
    [account = ''] = await grabAll(stack);
  },
});

test('an account is grabbed every night once somebody says so, in plain words', async () => {
  const page = await open(`/accounts/${account}`);
  await page.getByRole('button', { name: 'Atur jadwal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ambil dengan sendirinya').selectOption({ label: 'Setiap hari' });
  await dialog.getByLabel('Pukul').fill('02:00');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Setiap malam pukul 02.00 (Asia/Jakarta)').waitFor();
  const { data } = await stack().client().get(`/api/sessions/${account}/schedule`);
  expect(data['schedule']).toMatchObject({ cron: '0 2 * * *', timezone: 'Asia/Jakarta', enabled: true });

  await page.getByRole('button', { name: 'Ubah jadwal' }).click();
  await dialog.getByLabel('Ambil dengan sendirinya').selectOption({ label: 'Jadwal cron sendiri' });
  await dialog.getByLabel('Ungkapan cron').fill('* * * * *');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await dialog.getByText(/terlalu sering/).waitFor();
  await dialog.getByLabel('Ambil dengan sendirinya').selectOption({ label: 'Tidak pernah' });
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText(/hanya diambil bila diminta/).waitFor();
});

test('a gateway that does not answer is said so on its account', async () => {
  const page = await open('/accounts');
  await page.getByRole('button', { name: 'Tambah akun' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama akun').fill('Toko lama');
  await dialog.getByLabel('Tersambung lewat').selectOption({ label: 'Gateway WAHA' });
  await dialog.getByLabel('Alamat').fill('waha:3000');
  await dialog.getByLabel('Kunci API').fill('rahasia');
  await dialog.getByText('Tulis alamat lengkap').waitFor();
  await dialog.getByLabel('Alamat').fill('http://127.0.0.1:9');
  await dialog.getByRole('button', { name: 'Tambah dan sambungkan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Toko lama' }).waitFor();
  await page.getByText(/Gateway tidak menjawab/).waitFor();
});

test('an account at a gateway is linked over there, and the page offers no code of its own', async () => {
  const gateway = await startGateway('waha-webjs', { names: ['default'] });
  onTestFinished(() => gateway.close());
  const page = await open('/accounts');
  await page.getByRole('button', { name: 'Tambah akun' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Nama akun').fill('Toko cabang');
  await dialog.getByLabel('Tersambung lewat').selectOption({ label: 'Gateway WAHA' });
  await dialog.getByLabel('Alamat').fill(gateway.url);
  await dialog.getByLabel('Kunci API').fill('key-of-waha');
  await dialog.getByRole('button', { name: 'Tambah dan sambungkan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Toko cabang' }).waitFor();
  await page.getByText('Belum ditautkan ke ponsel.').waitFor();
  expect(await page.getByRole('heading', { name: 'Tautkan ponsel' }).count()).toBe(0);
  gateway.link('default');
  await page.getByText('Terhubung', { exact: true }).waitFor();
  expect(await page.getByRole('heading', { name: 'Tautkan ponsel' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Ambil sekarang' }).waitFor();
});

test('settings are kept, and the log tells of it in words', async () => {
  const page = await open('/settings');
  await page.getByLabel('Negara bawaan').selectOption('MY');
  await page.getByLabel('Log audit').fill('365');
  const [general, retention] = await page.getByRole('button', { name: 'Simpan' }).all();
  await general?.click();
  await retention?.click();
  await expect
    .poll(async () => (await stack().client().get('/api/settings')).data['settings'])
    .toMatchObject({ default_country: 'MY', retention: { audit_days: 365, trash_days: 30 } });

  await page.goto('/audit');
  await page.getByLabel('Tindakan').selectOption({ label: 'Pengaturan diubah' });
  await page.waitForURL(/action=settings_changed/);
  await expect.poll(() => page.getByRole('row').count()).toBe(3);
  await page.getByRole('cell', { name: 'Pengaturan diubah' }).first().waitFor();
});

test('two contacts that were picked become one person', async () => {
  const page = await open('/contacts');
  const rows = page.getByRole('grid').getByRole('checkbox', { name: /^Pilih/ });
  await rows.nth(1).click();
  await page.getByRole('button', { name: 'Gabungkan' }).waitFor({ state: 'detached' });
  await rows.nth(2).click();
  await page.getByRole('button', { name: 'Gabungkan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gabungkan' }).click();
  await page.getByText(/^Digabung/).waitFor();
  const { data } = await stack().client().get('/api/merges');
  expect(data['merges']).toHaveLength(1);
});
