import { expect, test } from 'vitest';
import { pairAndSync } from '../support/session.ts';
import { prepareJourneys } from './support/journey.ts';

let account = '';
const { stack, open } = prepareJourneys({
  world: { preset: 'tiny', seed: 14 },
  timings: { backoffMin: 200, backoffMax: 400 },
  before: async (stack) => {
    account = await pairAndSync(stack.client(), 'Toko Bandung', (qr) => stack.phone.scan(qr));
  },
});

async function openAccount() {
  const page = await open(`/accounts/${account}`);
  const grabs = page.getByRole('region', { name: 'Pengambilan' });
  return {
    page,
    grabs,
    running: page.getByRole('region', { name: 'Sedang mengambil' }),
    grab: () => page.getByRole('button', { name: 'Ambil sekarang' }).click(),
    openNewest: () =>
      grabs
        .getByRole('button', { name: /^Rincian/ })
        .first()
        .click(),
  };
}

test('limits and broken groups are told in words, and what failed is read again', async () => {
  const { faults } = stack().simulator;
  const { grabs, grab, openNewest } = await openAccount();
  faults.set({ kind: 'rate-overlimit', on: 'groups' });
  await grab();
  await grabs.getByText('Gagal', { exact: true }).waitFor();
  await openNewest();
  await grabs.getByText('WhatsApp membatasi permintaan', { exact: false }).waitFor();
  faults.clear();

  faults.set({ kind: 'malformed-groups', missing: 'participant-jid' }, { times: 1 });
  await grab();
  await grabs.getByText('Selesai, sebagian gagal').waitFor();
  await openNewest();
  await grabs.getByRole('heading', { name: 'Yang gagal' }).waitFor();
  const [group] = stack().account.groups;
  const failed = grabs.getByRole('listitem').filter({ hasText: `Anggota · ${group?.subject}` });
  await failed.first().waitFor();
  expect(await failed.first().textContent()).toContain('Biasanya berhasil bila diulangi.');
  await grabs.getByRole('button', { name: 'Ulangi yang gagal' }).click();
  await grabs.getByText('Selesai', { exact: true }).waitFor();

  const known = (await stack().client().get(`/api/sessions/${account}/contacts?type=group`)).data['contacts'];
  expect(known).toHaveLength(stack().account.groups.length);
});

test('a grab that gets no answer is seen after a reload too, and can be stopped', async () => {
  const { page, running, grabs, grab } = await openAccount();
  stack().simulator.faults.set({ kind: 'no-answer', on: 'groups' });
  await grab();
  await running.getByRole('progressbar').waitFor();
  await running.getByRole('status').getByText('Grup & anggota').waitFor();
  await page.reload();
  await running.getByRole('button', { name: 'Batal' }).click();
  await grabs.getByText('Dibatalkan').waitFor();
  await running.waitFor({ state: 'detached' });
  stack().simulator.faults.clear();
});
