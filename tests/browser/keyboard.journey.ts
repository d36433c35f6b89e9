import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { codeOf } from './support/actions.ts';
import { focused } from './support/in-page.ts';
import { prepareJourneys } from './support/journey.ts';
import { owner } from './support/people.ts';

const { stack, open, openSignedOut } = prepareJourneys({ world: { preset: 'tiny' } });

/** Presses Tab until this is in focus, as somebody does who cannot see the mouse. Fails when the way is longer than anyone would go. */
async function tabTo(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' });
  await wanted.first().waitFor();
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    if ((await wanted.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
    passed.push(await focused(page));
  }
  expect.fail(`${role} ${name} is not reached by Tab:\n${passed.join('\n')}`);
}

async function press(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp, key = 'Enter') {
  await tabTo(page, role, name);
  await page.keyboard.press(key);
}

test('the main job by keyboard alone: sign in, add an account, grab, export', async () => {
  const { page } = await openSignedOut();
  await page.goto('/sign-in');
  await tabTo(page, 'textbox', 'Nama pengguna');
  await page.keyboard.type(owner.username);
  await tabTo(page, 'textbox', 'Kata sandi');
  await page.keyboard.type(owner.password);
  await page.keyboard.press('Enter');

  await press(page, 'link', 'Tambah akun pertama');
  await press(page, 'button', 'Tambah akun');
  await page.getByRole('dialog', { name: 'Tambah akun' }).waitFor();
  await tabTo(page, 'textbox', 'Nama akun');
  await page.keyboard.type('Toko Bandung');
  await page.keyboard.press('Enter');
  await page.getByText('Kode 1 dari 6').waitFor();
  await stack().phone.scan(await codeOf(page, stack()));

  await press(page, 'button', 'Ambil sekarang');
  await press(page, 'button', /^Rincian/);
  await page.getByText('Ini pengambilan pertama', { exact: false }).waitFor();

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Cari atau jalankan' }).waitFor();
  await page.keyboard.type('Kontak');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: 'Daftar kontak' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.press('Enter');
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await page.getByText(/^2 dipilih dari/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Kontak' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Kontak' }).waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByText(/^2 dipilih dari/).waitFor({ state: 'detached' });

  await press(page, 'button', 'Ekspor');
  await press(page, 'button', 'Buat berkas');
  await tabTo(page, 'link', 'Unduh');
  const downloading = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await downloading).suggestedFilename()).toMatch(/\.xlsx$/);
});

test('what opens from a button gives the focus back to it, the first time too', async () => {
  const page = await open('/contacts');
  for (const name of ['Tampilan', 'Filter', `Masuk sebagai ${owner.name}`]) {
    const button = page.getByRole('button', { name, exact: name === 'Filter' });
    await button.focus();
    await page.keyboard.press('Enter');
    const opened = page.getByRole('dialog').or(page.getByRole('menu'));
    await opened.waitFor();
    await page.keyboard.press('Escape');
    await opened.waitFor({ state: 'detached' });
    await expect.poll(() => button.and(page.locator(':focus')).count(), { message: name }).toBe(1);
  }
});
