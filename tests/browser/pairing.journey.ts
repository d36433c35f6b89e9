import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { codeOf } from './support/actions.ts';
import { prepareJourneys } from './support/journey.ts';

const { stack, open } = prepareJourneys({
  world: { preset: 'tiny', accounts: 4, hostile: false },
  // Codes that run out while one watches; WhatsApp gives them 60 and 20 seconds.
  timings: { qr: 4000 },
});

const qr = (page: Page) => page.getByAltText('Kode QR untuk dipindai dengan WhatsApp');

async function openNewAccount(name: string, looks = {}) {
  const page = await open('/accounts', looks);
  await page.getByRole('button', { name: 'Tambah akun' }).first().click();
  await page.getByLabel('Nama akun').fill(name);
  await page.getByRole('button', { name: 'Lanjut: tautkan ponsel' }).click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  return page;
}

function phoneOf(account: number) {
  return stack().simulator.phone(stack().simulator.world.accounts[account]?.person.phone ?? '');
}

test('codes follow each other, the last one is not left standing, and a new one links the phone', async () => {
  const page = await openNewAccount('Toko Bandung');
  const first = await qr(page).getAttribute('src');
  await page.getByText(/^Kode [2-6] dari 6$/).waitFor();
  await expect.poll(() => qr(page).getAttribute('src'), { timeout: 30_000 }).not.toBe(first);

  await page.getByText('Kode kedaluwarsa').waitFor({ timeout: 60_000 });
  expect(await qr(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Buat kode baru' }).click();
  await page.getByText(/^Kode \d dari 6$/).waitFor();
  await phoneOf(0).scan(await codeOf(page, stack()));
  await page.getByText('Terhubung', { exact: true }).waitFor();
});

test('a link that fails on the phone is told in words, with the way to try again', async () => {
  const page = await openNewAccount('Toko Surabaya');
  await qr(page).waitFor();
  const code = await codeOf(page, stack());
  // A phone that read the code wrongly in its last part answers with a signature that fits nothing.
  const misread = code.split(',').map((part, at) => (at === 3 ? Buffer.alloc(32, 7).toString('base64') : part));
  await phoneOf(1)
    .scan(misread.join(','))
    .catch(() => undefined);
  await page.getByText('Penautan gagal di ponsel. Buat kode baru lalu coba lagi.').waitFor();
  await page.getByText('Gagal ditautkan').waitFor();
  await page.getByRole('button', { name: 'Buat kode baru' }).click();
  await page.getByText(/^Kode \d dari 6$/).waitFor();
  await phoneOf(1).scan(await codeOf(page, stack()));
  await page.getByText('Terhubung', { exact: true }).waitFor();
});

test('a code is typed on the phone, on a small screen; it stays while the QR codes go by', async () => {
  const page = await openNewAccount('Toko Medan', { size: 'phone' });
  // A phone cannot scan what it shows itself.
  await page.getByRole('tab', { name: 'Nomor telepon', selected: true }).waitFor();
  await page.getByLabel('Nomor WhatsApp akun ini').fill('12');
  await page.getByRole('button', { name: 'Minta kode' }).click();
  await page.getByRole('alert').waitFor();

  await page.getByLabel('Nomor WhatsApp akun ini').fill(phoneOf(2).account.person.phone);
  await page.getByRole('button', { name: 'Minta kode' }).click();
  const shown = page.getByTestId('pairing-code');
  const code = (await shown.textContent()) ?? '';
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  await page
    .getByRole('status')
    .getByText(`Kode penautan: ${[...code.replace('-', '')].join(' ')}`)
    .waitFor();
  await expect(phoneOf(2).enterCode('WRONG123')).rejects.toThrow('The pairing code is wrong.');
  expect(await shown.textContent()).toBe(code);
  await phoneOf(2).enterCode(code.replace('-', ''));
  await page.getByText('Terhubung', { exact: true }).waitFor();
});
