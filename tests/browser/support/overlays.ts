import type { Page } from 'playwright-core';

type Overlay = { name: string; path: string; open: (page: Page) => Promise<unknown> };

const press = (button: string) => (page: Page) =>
  page.getByRole('button', { name: button, exact: true }).first().click();
const firstContact = (page: Page) =>
  page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').nth(1).click();

/** What opens over the pages: dialogs, drawers, menus; `account` stands for the session id of the first account. */
export const overlays: Overlay[] = [
  { name: 'a new account', path: '/accounts', open: press('Tambah akun') },
  {
    name: 'the question before an account is deleted',
    path: '/accounts/{account}',
    open: async (page) => {
      await press('Tindakan lain')(page);
      await page.getByRole('menuitem', { name: 'Hapus akun' }).click();
    },
  },
  { name: 'one contact', path: '/contacts', open: firstContact },
  { name: 'the export', path: '/contacts', open: press('Ekspor') },
  { name: 'the filters', path: '/contacts', open: press('Filter') },
  {
    name: 'the advanced filters',
    path: '/contacts',
    open: async (page) => {
      await press('Filter')(page);
      await press('Filter lanjutan (DAN/ATAU)')(page);
    },
  },
  { name: 'the columns', path: '/contacts', open: press('Tampilan') },
  { name: 'the keys', path: '/contacts', open: (page) => page.keyboard.press('?') },
  {
    name: 'the tags of a selection',
    path: '/contacts',
    open: async (page) => {
      await page.getByRole('checkbox', { name: 'Pilih yang tampil' }).click();
      await press('Tag')(page);
    },
  },
  { name: 'a new webhook', path: '/webhooks', open: press('Tambah webhook') },
  { name: 'a new key', path: '/access', open: press('Buat kunci') },
  { name: 'an invitation', path: '/access', open: press('Undang orang') },
  { name: 'the command palette', path: '/settings', open: press('Cari atau jalankan Ctrl K') },
  {
    name: 'the menu of the person',
    path: '/settings',
    open: (page) => page.getByRole('button', { name: /^Masuk sebagai/ }).click(),
  },
];
