import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stack, startStack } from '../support/stack.ts';
import { expectAccessible } from './support/accessible.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { owner } from './support/people.ts';

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack({ world: { preset: 'tiny' } }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

test('whoever runs the server becomes its owner, leaves and comes back', async () => {
  const { page, problems } = await openPage(browser, stack.url());
  await page.goto('/');
  await page.getByRole('heading', { name: 'Selamat datang' }).waitFor();
  await expectAccessible(page);
  await page.goto(`/setup#token=${stack.setupToken()}`);
  await page.reload();
  await page.getByLabel('Nama Anda').fill(owner.name);
  await page.getByLabel('Nama pengguna').fill(owner.username);
  await page.getByLabel('Kata sandi', { exact: false }).first().fill('pendek');
  await page.getByRole('button', { name: 'Buat akun pemilik' }).click();
  await page.getByText('Kata sandi paling sedikit 10 karakter.').waitFor();
  await page.getByLabel('Kata sandi', { exact: false }).first().fill(owner.password);
  await page.getByRole('button', { name: 'Buat akun pemilik' }).click();
  await page.getByRole('heading', { name: 'Beranda' }).waitFor();
  await page.getByText('Simulator:').waitFor();

  await page.getByRole('button', { name: `Masuk sebagai ${owner.name}` }).click();
  await page.getByRole('menuitem', { name: 'Keluar' }).click();
  await page.getByLabel('Nama pengguna').fill(owner.username);
  await page.getByLabel('Kata sandi', { exact: false }).first().fill('bukan ini');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.getByLabel('Kata sandi', { exact: false }).first().fill(owner.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.getByRole('heading', { name: 'Beranda' }).waitFor();
  expect(problems).toEqual([]);
});

test('English is one click away, and stays', async () => {
  const { page } = await openPage(browser, stack.url());
  await page.goto('/sign-in');
  await page.getByText('English').click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(page);
});
