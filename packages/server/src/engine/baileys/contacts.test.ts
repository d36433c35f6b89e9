import type { Person } from '@grabber/simulator';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EnginePerson } from '../engine.ts';
import { type Lab, startLab, type Watched } from './testing/index.ts';

let lab: Lab;
let watched: Watched;

beforeAll(async () => {
  lab = await startLab({ world: { contacts: 40 } });
  watched = lab.engine();
  await lab.link(watched, 'main');
}, 30_000);
beforeEach(() => lab.simulator.faults.clear());
afterAll(() => lab.close());

const asked = () => lab.simulator.connections(lab.phoneNumber()).queries['app-state'] ?? 0;
const inBook = (people: EnginePerson[]) => people.filter((person) => person.in_address_book).length;

async function find(from: Watched, person: Person): Promise<EnginePerson | undefined> {
  const { people } = await from.contacts('main');
  return people.find(({ pn, lid }) => pn === person.phone || lid === person.lid);
}

describe('changes on the phone', () => {
  test('a new, a renamed and a removed contact are seen by the next grab', async () => {
    const phone = lab.phone();
    const [renamed, removed] = phone.account.addressBook.map(({ person }) => person);
    const added = lab.world.people.find(
      (person) =>
        person !== phone.account.person && !phone.account.addressBook.some((entry) => entry.person === person),
    );
    if (!renamed || !removed || !added) throw new Error('the world is too small');
    phone.renameContact(renamed, 'Nama Lain');
    phone.removeContact(removed);
    phone.addContact(added, 'Orang Baru');
    expect((await find(watched, renamed))?.saved_name).toBe('Nama Lain');
    expect(await find(watched, added)).toMatchObject({ saved_name: 'Orang Baru', in_address_book: true });
    expect((await find(watched, removed))?.in_address_book ?? false).toBe(false);
    expect(inBook((await watched.contacts('main')).people)).toBe(phone.account.addressBook.length);
  });

  test('a message brings the push name, the business name and the chat; it is not kept', async () => {
    const phone = lab.phone();
    const chatting = new Set(phone.account.chats.map(({ person }) => person));
    const sender = lab.world.people.find((person) => person.verifiedName && !chatting.has(person));
    if (!sender) throw new Error('the world has no business');
    phone.setPushName(sender, 'Nama Sendiri');
    phone.receiveMessage(sender, 'rahasia');
    await expect
      .poll(() => find(watched, sender))
      .toMatchObject({
        push_name: 'Nama Sendiri',
        verified_name: sender.verifiedName,
        is_business: true,
        has_chat: true,
      });
    expect(JSON.stringify(await watched.contacts('main'))).not.toContain('rahasia');
  });

  test('blocking and unblocking shows', async () => {
    const phone = lab.phone();
    const person = phone.account.chats.find((chat) => !phone.account.blocked.includes(chat.person))?.person;
    if (!person) throw new Error('nobody to block');
    phone.block(person);
    expect((await find(watched, person))?.is_blocked).toBe(true);
    phone.unblock(person);
    expect((await find(watched, person))?.is_blocked).toBe(false);
  });
});

describe('a refresh that goes wrong keeps what is known', () => {
  test('rate-overlimit: the saved people, a failure, not complete; later it works', async () => {
    const before = inBook((await watched.contacts('main')).people);
    lab.simulator.faults.set({ kind: 'rate-overlimit', on: 'app-state' }, { times: 1 });
    const { people, failures, end } = await watched.contacts('main');
    expect(inBook(people)).toBe(before);
    expect(failures).toMatchObject([{ item: 'contact', item_id: null, error: { code: 'rate_limited' } }]);
    expect(end).toMatchObject({ complete: false, missing: ['address_book'] });
    await expect
      .poll(async () => (await watched.contacts('main')).end, { timeout: 5_000 })
      .toMatchObject({ complete: true });
  });

  test('no answer: the same, as a timeout', async () => {
    const short = lab.engine({ timings: { addressBook: 300 } });
    await watched.engine.disconnect('main');
    await short.open('main');
    lab.simulator.faults.set({ kind: 'no-answer', on: 'app-state' }, { times: 1 });
    const { people, failures, end } = await short.contacts('main');
    expect(people.length).toBeGreaterThan(0);
    expect(failures).toMatchObject([{ error: { code: 'timeout' } }]);
    expect(end).toMatchObject({ complete: false, missing: ['address_book'] });
    await short.engine.close();
    await watched.open('main');
    expect((await watched.contacts('main')).end.complete).toBe(true);
  });

  test('dropped in the middle of the answer: not connected, and the next grab is whole', async () => {
    lab.simulator.faults.set({ kind: 'drop-mid-reply', on: 'app-state' }, { times: 1 });
    await expect(watched.contacts('main')).rejects.toThrow('not_connected');
    await watched.open('main');
    expect((await watched.contacts('main')).end.complete).toBe(true);
  });
});

test('a contact that is removed on the phone is taken out at once, without asking for the whole book', async () => {
  const paced = lab.engine({ engine: { addressBookMinIntervalMs: 60_000 } });
  await watched.engine.close();
  await paced.open('main');
  await paced.contacts('main');
  const phone = lab.phone();
  const [removed, renamed] = phone.account.addressBook.map(({ person }) => person);
  if (!removed || !renamed) throw new Error('the world is too small');
  phone.removeContact(removed);
  phone.renameContact(renamed, 'Nama Ketiga');
  await expect.poll(async () => (await find(paced, removed))?.in_address_book ?? false).toBe(false);
  await expect.poll(() => find(paced, renamed)).toMatchObject({ saved_name: 'Nama Ketiga', in_address_book: true });
  expect(inBook((await paced.contacts('main')).people)).toBe(phone.account.addressBook.length);
  await paced.engine.close();
});

test('the pace of refreshes is kept, also over a restart', async () => {
  const paced = lab.engine({ engine: { addressBookMinIntervalMs: 60_000 } });
  await paced.open('main');
  const before = asked();
  await paced.contacts('main');
  await paced.contacts('main');
  expect(asked()).toBe(before);
  await paced.engine.close();
});

test('pictures come when they are asked for, slowly; a missing one is no failure, no answer is one', async () => {
  const withPictures = lab.engine({ engine: { pictures: true, addressBookMinIntervalMs: 60_000 } });
  await withPictures.open('main');
  lab.simulator.faults.set({ kind: 'no-answer', on: 'picture' }, { times: 1 });
  const { people, failures } = await withPictures.contacts('main');
  expect(failures).toMatchObject([{ item: 'picture', error: { code: 'timeout' } }]);
  const owners = lab.world.people.filter(({ picture }) => picture === 'public');
  const shown = new Set(owners.flatMap(({ phone, lid }) => [phone, lid]));
  const found = people.filter(({ profile_picture }) => profile_picture !== null);
  expect(found.length).toBeGreaterThan(0);
  expect(found.every(({ pn, lid }) => shown.has(pn ?? lid ?? ''))).toBe(true);
  await withPictures.engine.close();
});

test('a new number, a new name and a push name at the same moment all stay, with one row for the person', async () => {
  const paced = lab.engine({ engine: { addressBookMinIntervalMs: 60_000 } });
  await paced.open('main');
  await paced.contacts('main');
  const phone = lab.phone();
  const people = phone.account.addressBook.slice(0, 6).map(({ person }) => person);
  for (const [index, person] of people.entries()) {
    phone.renameContact(person, `Sebelum ${index}`);
    phone.setPushName(person, `Sebutan ${index}`);
    phone.changeNumber(person, `62899000100${index}`);
    phone.renameContact(person, `Sesudah ${index}`);
  }
  const wanted = people.map(({ lid, phone: pn }, index) => {
    const names = { saved_name: `Sesudah ${index}`, push_name: `Sebutan ${index}` };
    return expect.objectContaining({ lid, pn, ...names, in_address_book: true });
  });
  const found = async () => {
    const all = (await paced.contacts('main')).people;
    return people.map((person) => all.filter(({ lid, pn }) => lid === person.lid || pn === person.phone));
  };
  await expect.poll(found).toEqual(wanted.map((one) => [one]));
  expect(inBook((await paced.contacts('main')).people)).toBe(phone.account.addressBook.length);
  await paced.engine.close();
});

test('an address book that shrank by more than half without a word is not believed', async () => {
  const last = lab.engine();
  await last.open('main');
  const lost = Array.from({ length: 100 }, (_, index) => ({
    session_id: 'main',
    jid: `6299${1000 + index}@s.whatsapp.net`,
    saved_name: `Hilang ${index}`,
    chat_name: null,
    push_name: null,
    verified_name: null,
    in_address_book: true,
    has_chat: false,
  }));
  await lab.storage.bulk.insert(lab.storage.db, 'engine_directory', lost);
  const { people, end } = await last.contacts('main');
  expect(inBook(people)).toBe(lab.phone().account.addressBook.length + lost.length);
  expect(end).toMatchObject({ complete: false, missing: ['address_book'] });
});
