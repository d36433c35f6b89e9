import { expectedContacts, type Group } from '@grabber/simulator';
import { expect, test } from 'vitest';
import { grabAll } from './support/grabbed.ts';
import { prepareJourneys } from './support/journey.ts';

const { stack, open } = prepareJourneys({
  world: { seed: 21, accounts: 1, contacts: 40, groups: 8, hostile: false },
  before: grabAll,
});

/** The account itself is in all of its groups, and counts in none. */
const peopleOf = ({ members }: Group) =>
  new Set(members.map(({ person }) => person).filter((person) => person !== stack().account.person));
const inBoth = (one: Group, other: Group) => [...peopleOf(one)].filter((person) => peopleOf(other).has(person)).length;

/** The two groups that share most. */
function closest(): [Group, Group] {
  const groups = stack().account.groups.filter(({ community }) => !community);
  const pairs = groups.flatMap((one, at) => groups.slice(at + 1).map((other): [Group, Group] => [one, other]));
  const [first] = pairs.sort((a, b) => inBoth(...b) - inBoth(...a));
  if (!first) throw new Error('the world has too few groups');
  return first;
}

test('who is in two groups at once: the number, and the people behind it', async () => {
  const [one, other] = closest();
  const shared = inBoth(one, other);
  const page = await open('/groups');
  for (const { subject } of [one, other]) {
    await page.getByRole('checkbox', { name: `Pilih ${subject} untuk dibandingkan`, exact: true }).click();
  }
  await page.getByRole('link', { name: 'Bandingkan 2 grup' }).click();
  await page.getByText(`${shared} orang ada di semua grup ini.`).waitFor();
  const cross = page.getByRole('table', { name: 'Tabel silang: banyaknya anggota bersama' });
  const row = cross.getByRole('row').filter({ has: page.getByRole('rowheader', { name: one.subject, exact: true }) });
  expect(new Set(await row.getByRole('cell').allTextContents())).toEqual(
    new Set([String(peopleOf(one).size), String(shared)]),
  );
  await page.getByRole('link', { name: 'Lihat orangnya' }).click();
  await page.getByText(`${shared} kontak cocok`, { exact: true }).waitFor();
});

test('a group that is open follows what happens in it', async () => {
  const [group] = closest();
  const isMember = new Set(group.members.map(({ person }) => person));
  const friend = stack().account.addressBook.find(({ person }) => !isMember.has(person));
  if (!friend) throw new Error('everybody is in this group');
  const page = await open('/groups');
  await page.getByRole('link', { name: group.subject, exact: true }).click();
  await page.getByRole('searchbox', { name: 'Cari anggota' }).fill(friend.fullName);
  await page.getByRole('heading', { name: 'Tidak ada anggota' }).waitFor();
  stack().phone.addMember(group, friend.person);
  await page.getByRole('button', { name: friend.fullName }).waitFor();
  const before = group.subject;
  stack().phone.renameGroup(group, 'Kumpul Jumat');
  await page.getByRole('heading', { level: 1, name: 'Kumpul Jumat' }).waitFor();
  stack().phone.renameGroup(group, before);
  await page.getByRole('heading', { level: 1, name: before }).waitFor();
  stack().phone.removeMember(group, friend.person);
  await page.getByRole('heading', { name: 'Tidak ada anggota' }).waitFor();
});

test('a person who asks for it is erased for good, with a receipt', async () => {
  const [person] = expectedContacts(stack().account, stack().simulator.world).filter(
    (one) => one.inAddressBook && one.seenInGroup && one.phone !== null,
  );
  if (!person?.phone || !person.savedName) throw new Error('the world is too small');
  const page = await open('/privacy');
  await page.getByLabel('Nomor telepon atau LID').fill(`+${person.phone}`);
  await page.getByRole('button', { name: 'Tampilkan yang tersimpan' }).click();
  const held = page.getByRole('table', { name: 'Yang tersimpan tentang orang ini' });
  await held.getByRole('row', { name: 'Kontak 1' }).waitFor();
  await page.getByRole('button', { name: 'Hapus orang ini' }).click();

  const question = page.getByRole('dialog', { name: 'Hapus seseorang untuk selamanya' });
  await question.getByText(person.phone).first().waitFor();
  await question.getByText('Ini tidak dapat dibatalkan.').waitFor();
  const sure = question.getByRole('button', { name: 'Hapus orang ini' });
  expect(await sure.isDisabled()).toBe(true);
  await question.getByLabel(/^Ketik/).fill(`+${person.phone}`);
  await sure.click();

  await page.getByRole('region', { name: 'Tanda terima penghapusan' }).getByText('Tanda terima 1').waitFor();
  await page.getByText('Tidak ada data tentang orang ini.').waitFor();
  await page.goto(`/contacts?q=${person.phone}`);
  await page.getByRole('heading', { name: 'Tidak ada kontak yang cocok' }).waitFor();

  // Not stored again by the next grab either.
  const client = stack().client();
  const sessions = (await client.get('/api/sessions')).body['sessions'] as { session_id: string }[];
  await client.get(`/api/sessions/${sessions[0]?.session_id}/grab-all`);
  const { data } = await client.get(`/api/contacts?q=${person.phone}`);
  expect(data['contacts']).toEqual([]);
});
