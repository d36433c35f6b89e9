import { expectedContacts } from '@grabber/simulator';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { grabAll } from './support/grabbed.ts';
import { prepareJourneys } from './support/journey.ts';

const { stack, open } = prepareJourneys({
  world: { seed: 9, accounts: 1, contacts: 300, groups: 4, hostile: false },
  before: grabAll,
});

const known = () => expectedContacts(stack().account, stack().simulator.world);
const found = (page: Page, count: number) => page.getByText(`${count} kontak cocok`, { exact: true }).waitFor();
const table = (page: Page) => page.getByRole('grid', { name: 'Daftar kontak' });

test('search as one types, filter, keep it as a segment, tag all that match, and take it back', async () => {
  const saved = known().filter(({ inAddressBook }) => inAddressBook);
  const named = saved.filter((one) =>
    [one.savedName, one.pushName].some((name) => name?.toLowerCase().includes('tukang')),
  );
  const page = await open('/contacts');
  await page.getByText(`${known().length} kontak`, { exact: true }).waitFor();

  await page.getByRole('searchbox', { name: 'Cari kontak' }).pressSequentially('tukang');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const filters = page.getByRole('dialog');
  await filters.getByRole('radiogroup', { name: 'Di buku alamat HP' }).getByText(/^Ya/).click();
  await page.keyboard.press('Escape');
  await found(page, named.length);
  const chips = page.getByRole('group', { name: 'Filter' });
  await chips.getByText('Di buku alamat HP').waitFor();

  await page.getByRole('button', { name: 'Simpan sebagai segmen' }).click();
  await page.getByLabel('Nama segmen').fill('Tukang langganan');
  await page.getByRole('dialog').getByRole('button', { name: 'Simpan', exact: true }).click();
  const rail = page.getByRole('navigation', { name: 'Segmen dan daftar' });
  await rail.getByRole('button', { name: `Tukang langganan ${named.length}` }).waitFor();
  await rail.getByRole('button', { name: 'Semua', exact: true }).click();
  await rail.getByRole('button', { name: /^Tukang langganan/ }).click();
  await found(page, named.length);
  await page.reload();
  await found(page, named.length);
  expect(await rail.getByRole('button', { name: /^Tukang langganan/ }).getAttribute('aria-current')).toBe('true');

  await rail.getByRole('button', { name: 'Semua', exact: true }).click();
  await page.getByText(`${known().length} kontak`, { exact: true }).waitFor();
  await table(page).getByRole('checkbox', { name: 'Pilih yang tampil' }).click();
  await page.getByRole('button', { name: `Pilih semua ${known().length} yang cocok` }).click();
  const bar = page.getByRole('region', { name: 'Tindakan untuk yang dipilih' });
  await bar.getByText(`${known().length} dipilih dari ${known().length}`).waitFor();
  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Tag baru' }).fill('Pelanggan');
  await page.getByRole('button', { name: 'Buat' }).click();

  const jobs = page.getByRole('region', { name: 'Pekerjaan' });
  await jobs.getByText('Beri tag').waitFor();
  await jobs.getByText('Selesai', { exact: true }).waitFor();
  expect(await tagged('Pelanggan')).toBe(known().length);
  await table(page).getByText('Pelanggan').first().waitFor();
  await jobs.getByRole('button', { name: 'Urungkan' }).click();
  await jobs.getByText('Urungkan perubahan').waitFor();
  await jobs.getByText('Selesai', { exact: true }).waitFor();
  await table(page).getByText('Pelanggan').first().waitFor({ state: 'detached' });
  expect(await tagged('Pelanggan')).toBe(0);
  // Of what is done, and cannot be undone, nothing stays in the way.
  await jobs.waitFor({ state: 'detached' });
});

async function tagged(name: string): Promise<unknown> {
  const { data } = await stack().client().get('/api/tags');
  return (data['tags'] as { name: string; contacts_count: number }[]).find((tag) => tag.name === name)?.contacts_count;
}

test('everything about one person stands in the drawer, with what happened', async () => {
  const [entry] = stack().account.addressBook;
  if (!entry) throw new Error('the world is too small');
  stack().phone.renameContact(entry.person, 'Nama Yang Baru');
  await until('the new name', async () => {
    const { data } = await stack().client().get(`/api/contacts?q=${entry.person.phone}`);
    return (data['contacts'] as { name: string }[])[0]?.name === 'Nama Yang Baru';
  });
  const page = await open('/contacts');
  await page.getByRole('searchbox', { name: 'Cari kontak' }).fill(entry.person.phone);
  await found(page, 1);
  await table(page).getByRole('row').nth(1).getByText('Nama Yang Baru').click();
  const drawer = page.getByRole('dialog', { name: 'Kontak' });
  await drawer.getByRole('heading', { name: 'Nama Yang Baru', level: 2 }).waitFor();

  await drawer.getByRole('button', { name: 'Ubah Catatan' }).click();
  const note = drawer.getByRole('textbox', { name: 'Catatan' });
  await note.fill('Teman lama');
  // What the phone changes meanwhile shows at once, and takes nothing away from who types.
  stack().phone.renameContact(entry.person, 'Nama Dari HP');
  await drawer.getByRole('heading', { name: 'Nama Dari HP', level: 2 }).waitFor();
  expect(await note.inputValue()).toBe('Teman lama');
  const chat = drawer.getByRole('link', { name: 'Chat di WhatsApp' });
  expect(await chat.getAttribute('href')).toBe(`https://wa.me/${entry.person.phone}`);
  await drawer.getByRole('button', { name: 'Simpan' }).click();
  const history = drawer.getByRole('region', { name: 'Riwayat' });
  await history.getByText('Teman lama').first().waitFor();
  await history.getByText(entry.fullName).first().waitFor();
  await history.getByText('Anda').first().waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
});
