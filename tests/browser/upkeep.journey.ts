import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { grabAll } from './support/grabbed.ts';
import { makeOwner, signIn } from './support/people.ts';

let stack: Stack;
let browser: Browser;
let page: Page;
let problems: string[];
let account = '';
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ world: { preset: 'tiny' } }), openBrowser()]);
  await makeOwner(stack);
  [account = ''] = await grabAll(stack);
  const opened = await openPage(browser, stack.url());
  ({ page, problems } = opened);
  await signIn(opened.context, stack);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test('an account is grabbed every night once somebody says so, in plain words', async () => {
  await page.goto(`/accounts/${account}`);
  await page.getByRole('button', { name: 'Atur jadwal' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Ambil dengan sendirinya').selectOption({ label: 'Setiap hari' });
  await dialog.getByLabel('Pukul').fill('02:00');
  await dialog.getByRole('button', { name: 'Simpan' }).click();
  await page.getByText('Setiap malam pukul 02.00 (Asia/Jakarta)').waitFor();
  const { data } = await stack.client().get(`/api/sessions/${account}/schedule`);
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
  await page.goto('/accounts');
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

test('settings are kept, and the log tells of it in words', async () => {
  await page.goto('/settings');
  await page.getByLabel('Negara bawaan').selectOption('MY');
  await page.getByLabel('Log audit').fill('365');
  const [general, retention] = await page.getByRole('button', { name: 'Simpan' }).all();
  await general?.click();
  await retention?.click();
  await expect
    .poll(async () => (await stack.client().get('/api/settings')).data['settings'])
    .toMatchObject({ default_country: 'MY', retention: { audit_days: 365, trash_days: 30 } });

  await page.goto('/audit');
  await page.getByLabel('Tindakan').selectOption({ label: 'Pengaturan diubah' });
  await page.waitForURL(/action=settings_changed/);
  await expect.poll(() => page.getByRole('row').count()).toBe(3);
  await page.getByRole('cell', { name: 'Pengaturan diubah' }).first().waitFor();
});

test('two contacts that were picked become one person', async () => {
  await page.goto('/contacts');
  const rows = page.getByRole('grid').getByRole('checkbox', { name: /^Pilih/ });
  await rows.nth(1).click();
  await page.getByRole('button', { name: 'Gabungkan' }).waitFor({ state: 'detached' });
  await rows.nth(2).click();
  await page.getByRole('button', { name: 'Gabungkan' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Gabungkan' }).click();
  await page.getByText(/^Digabung/).waitFor();
  const { data } = await stack.client().get('/api/merges');
  expect(data['merges']).toHaveLength(1);
});

test('nothing went wrong on the way', () => expect(problems).toEqual([]));
