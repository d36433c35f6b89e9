import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import { type Lab, startLab } from './testing/index.ts';

let lab: Lab;

afterEach(() => lab.close());

test('two accounts share a worker and do not mix', async () => {
  lab = await startLab({ world: { preset: 'demo' } });
  const watched = lab.engine();
  await Promise.all([lab.link(watched, 'one', 0), lab.link(watched, 'two', 1)]);
  expect(watched.workers.length).toBe(1);
  const [one, two] = await Promise.all([watched.contacts('one'), watched.contacts('two')]);
  const booked = (read: typeof one) => read.people.filter((person) => person.in_address_book).length;
  expect(booked(one)).toBe(lab.phone(0).account.addressBook.length);
  expect(booked(two)).toBe(lab.phone(1).account.addressBook.length);
}, 30_000);

test('a worker that is killed takes only its own sessions down, and they come back on a new one', async () => {
  lab = await startLab({ world: { preset: 'demo' } });
  const watched = lab.engine({ engine: { workers: 2 } });
  await lab.link(watched, 'one', 0);
  await lab.link(watched, 'two', 1);
  expect(watched.workers.length).toBe(2);
  const before = watched.events.length;
  const crashed = watched.next('one', 'closed');
  const reading = watched.engine.fetchContacts('one', { signal: new AbortController().signal });
  await watched.workers[0]?.terminate();
  expect(await crashed).toMatchObject({ reason: 'engine_crashed', retry: 'later' });
  await expect(reading[Symbol.asyncIterator]().next()).rejects.toThrow('not_connected');
  expect((await watched.groups('two')).end.complete).toBe(true);
  const ofTwo = watched.events.slice(before).filter(({ session_id, type }) => session_id === 'two' && type !== 'told');
  expect(ofTwo).toEqual([]);
  await watched.open('one');
  expect(watched.workers.length).toBe(3);
  expect((await watched.contacts('one')).end.complete).toBe(true);
}, 30_000);

test('a worker that gives no sign of life is ended, and its sessions are told', async () => {
  lab = await startLab();
  const mute = () => new Worker('setInterval(() => {}, 1000)', { eval: true });
  const watched = lab.engine({ timings: { heartbeat: 20, stall: 200 }, spawn: mute });
  const crashed = watched.next('main', 'closed');
  const connecting = expect(watched.engine.connect('main')).rejects.toThrow('not_connected');
  expect(await crashed).toMatchObject({ reason: 'engine_crashed', retry: 'later' });
  await connecting;
}, 30_000);

test('pages are made only when they are asked for', async () => {
  lab = await startLab({ world: { contacts: 2_500 } });
  const watched = lab.engine();
  await lab.link(watched, 'main');
  const pages = watched.engine.fetchContacts('main', { signal: new AbortController().signal })[Symbol.asyncIterator]();
  const first = await pages.next();
  expect(first.value).toMatchObject({ kind: 'contacts' });
  await lab.storage.db.deleteFrom('engine_directory').where('jid', '>', '628').execute();
  const rest: number[] = [];
  for (let page = await pages.next(); !page.done; page = await pages.next()) {
    if (page.value.kind === 'contacts') rest.push(page.value.items.length);
  }
  expect(rest.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_400);
}, 30_000);

test('closing ends everything in time, also while an account is linking', async () => {
  lab = await startLab();
  const watched = lab.engine();
  const qr = watched.next('main', 'qr');
  await watched.engine.connect('main');
  await qr;
  const before = performance.now();
  await watched.engine.close();
  expect(performance.now() - before).toBeLessThan(5_000);
  await expect(watched.engine.connect('main')).rejects.toThrow('shutting_down');
}, 30_000);
