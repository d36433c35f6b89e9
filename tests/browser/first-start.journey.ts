import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download } from 'playwright-core';
import { expect, test } from 'vitest';
import { readWorkbook } from '../../packages/server/src/exporting/testing/readers.ts';
import { linkedByQr } from './support/actions.ts';
import { prepareJourneys } from './support/journey.ts';
import { owner } from './support/people.ts';
import { linesOfSheet, sheetOfWorld } from './support/sheet-of-world.ts';

const { stack, openSignedOut } = prepareJourneys({
  empty: true,
  world: { seed: 5, accounts: 1, contacts: 60, groups: 8, hostile: false },
});

test('from the first start to an Excel file that holds what the phone knows', async () => {
  const { page } = await openSignedOut();
  await page.goto(`/setup#token=${stack().setupToken()}`);
  await page.getByLabel('Nama Anda').fill(owner.name);
  await page.getByLabel('Nama pengguna').fill(owner.username);
  await page.getByRole('textbox', { name: 'Kata sandi' }).fill(owner.password);
  await page.getByRole('button', { name: 'Buat akun pemilik' }).click();

  await page.getByRole('link', { name: 'Tambah akun pertama' }).click();
  await page.getByRole('button', { name: 'Tambah akun' }).click();
  await page.getByLabel('Nama akun').fill('Toko Bandung');
  await page.getByRole('button', { name: 'Lanjut: tautkan ponsel' }).click();
  await linkedByQr(page, stack());

  await page.getByRole('heading', { name: 'Akun siap' }).waitFor();
  await page.getByRole('button', { name: 'Ambil sekarang' }).click();
  await page.getByText('Selesai', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Kontak', exact: true }).click();
  await page.getByRole('button', { name: 'Ekspor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ekspor kontak' });
  const expected = sheetOfWorld(stack());
  await dialog.getByText(`${expected.length} kontak akan diekspor`).waitFor();
  await dialog.getByRole('button', { name: 'Buat berkas' }).click();
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Unduh' }).click();
  const download = await downloading;

  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const sheets = readWorkbook(await bytesOf(download));
  expect(linesOfSheet(sheets['Kontak'] ?? [])).toEqual(expected);
});

/** Saved first, as the browser may be another machine's. */
async function bytesOf(download: Download): Promise<Uint8Array> {
  const path = join(stack().folder, download.suggestedFilename());
  await download.saveAs(path);
  return await readFile(path);
}
