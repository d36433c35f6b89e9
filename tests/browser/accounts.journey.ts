import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../support/process.ts';
import { type Stack, startStack } from '../support/stack.ts';
import { until } from '../support/until.ts';
import { openBrowser, openPage } from './support/browser.ts';
import { makeOwner, makeViewer, signIn, viewer } from './support/people.ts';

let stack: Stack;
let browser: Browser;
beforeAll(async () => {
  // A port of its own, so that the page finds a restarted server where it was.
  const env = { PORT: String(await freePort()) };
  [stack, browser] = await Promise.all([startStack({ world: { preset: 'tiny', accounts: 2 }, env }), openBrowser()]);
  await makeOwner(stack);
  await makeViewer(stack);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

async function ownersPage(looks = {}) {
  const opened = await openPage(browser, stack.url(), looks);
  await signIn(opened.context, stack);
  return opened;
}

/** The text of the code that the account's page shows. */
function codeOf(page: { url(): string }): Promise<string> {
  const id = page.url().split('/').at(-1);
  return until('a QR code', async () => {
    const { data } = await stack.client().get(`/api/sessions/${id}/qr`);
    return data['qr_raw'] as string | null;
  });
}

test('from an empty page to a grab that is done, by QR', async () => {
  const { page, problems } = await ownersPage();
  await page.goto('/');
  await page.getByRole('link', { name: 'Tambah akun pertama' }).click();
  await page.getByRole('button', { name: 'Tambah akun' }).click();
  await page.getByLabel('Nama akun').fill('Toko Bandung');
  await page.getByRole('button', { name: 'Lanjut: tautkan ponsel' }).click();
  await page.getByAltText('Kode QR untuk dipindai dengan WhatsApp').waitFor();
  await page.getByText(/Kode 1 dari \d/).waitFor();
  await stack.phone.scan(await codeOf(page));
  await page.getByRole('heading', { name: 'Akun siap' }).waitFor();
  await page.getByRole('button', { name: 'Ambil sekarang' }).click();
  await page.getByRole('button', { name: /^Rincian/ }).click();
  await page.getByText('Selesai', { exact: true }).waitFor();
  await page.getByText('Ini pengambilan pertama', { exact: false }).waitFor();
  expect(problems).toEqual([]);
});

test('by a code that is typed on the phone, on a small screen', async () => {
  const other = stack.simulator.world.accounts[1]?.person.phone ?? '';
  const { page, problems } = await ownersPage({ size: 'phone' });
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Tambah akun' }).click();
  await page.getByLabel('Nama akun').fill('Toko Medan');
  await page.getByRole('button', { name: 'Lanjut: tautkan ponsel' }).click();
  await page.getByRole('tab', { name: 'Dengan nomor telepon' }).click();
  await page.getByLabel('Nomor WhatsApp akun ini').fill(other);
  await page.getByRole('button', { name: 'Minta kode' }).click();
  const code = (await page.getByTestId('pairing-code').textContent()) ?? '';
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  await stack.simulator.phone(other).enterCode(code.replace('-', ''));
  await page.getByText('Terhubung', { exact: true }).waitFor();
  expect(problems).toEqual([]);
});

test('a viewer sees no button that is not theirs, and the server refuses it too', async () => {
  const { context, page } = await openPage(browser, stack.url());
  await signIn(context, stack, viewer);
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Toko Bandung' }).click();
  await page.getByRole('heading', { name: 'Pengambilan' }).waitFor();
  expect(await page.getByRole('button', { name: 'Ambil sekarang' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Tindakan lain' }).count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Kunci & orang' }).count()).toBe(0);
  const id = page.url().split('/').at(-1);
  const status = await page.evaluate(async (session) => {
    const body = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    return (await fetch(`/api/sessions/${session}/grabs`, body)).status;
  }, id);
  expect(status).toBe(403);
});

test('a server that restarts is missed, and found again', async () => {
  const { page } = await ownersPage();
  await page.goto('/accounts');
  await page.getByRole('link', { name: 'Toko Bandung' }).waitFor();
  const lost = page.getByText('Sambungan ke server terputus', { exact: false });
  const [,] = await Promise.all([lost.waitFor(), stack.restart()]);
  await lost.waitFor({ state: 'hidden', timeout: 30_000 });
  await page.getByRole('link', { name: 'Toko Bandung' }).waitFor();
});
