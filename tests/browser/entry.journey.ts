import { test } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { prepareJourneys } from './support/journey.ts';
import { owner } from './support/people.ts';

const { stack, openSignedOut } = prepareJourneys({ world: { preset: 'tiny' }, empty: true });

test('whoever runs the server becomes its owner, leaves and comes back', async () => {
  const { page } = await openSignedOut();
  await page.goto('/');
  await page.getByRole('heading', { name: 'Selamat datang' }).waitFor();
  await expectAccessible(page);
  await page.goto(`/setup#token=${stack().setupToken()}`);
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

  const { page: english } = await openSignedOut();
  await english.goto('/sign-in');
  await english.getByText('English').click();
  await english.getByRole('heading', { name: 'Sign in' }).waitFor();
  await english.reload();
  await english.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expectAccessible(english);
});
