import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Erasure, Job } from '@grabber/contract';
import { addPerson, type Group, type Person } from '@grabber/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyRow } from '../packages/server/src/backup/testing/fill.repo.ts';
import { openStorage } from '../packages/server/src/storage/index.ts';
import { startCommand } from './support/command.ts';
import { createReceiver, takeIn } from './support/receiver.ts';
import { pairAndSync, sessionWhere } from './support/session.ts';
import { type Stack, startStack, testKey } from './support/stack.ts';
import { until } from './support/until.ts';

const secretKey = '7'.repeat(64);
/** Said to be one person with Siti, and seen last whenever something happens. */
const budi = { phone: '6281299990003', lid: '99900000000003', pushName: 'Budi' };
const ani = { phone: '6281299990001', lid: '99900000000001', pushName: 'Ani Sendiri' };
const siti = { phone: '6281299990002', lid: '99900000000002', pushName: 'Siti Rahasia' };
const ofSiti = [siti.phone, siti.lid, 'Rahasia', 'rahasia'];

/** Without keys and ids whoever writes could not be understood, nor recognised as who must not be stored; no names are in them. */
const ofEncryption = ['engine_keys', 'engine_lid_map'];

let stack: Stack;
let receiver: Awaited<ReturnType<typeof createReceiver>>;
let id: string;
let group: Group;
let people: { ani: Person; siti: Person; budi: Person };
let receipt: Erasure;
let told = 0;
let turns = 0;

const client = () => stack.client();
const found = async (text: string) =>
  (await client().get(`/api/contacts?q=${encodeURIComponent(text)}`)).data['contacts'] as Record<string, unknown>[];
const ended = (job: Job) =>
  until('a job', async () => {
    const now = (await client().get(`/api/jobs/${job.id}`)).data['job'] as Job;
    return now.finished_at !== null && now;
  });
const started = async (path: string, body: unknown = {}) =>
  await ended((await client().post(path, body)).data['job'] as Job);

/** Everything that is kept, as text: rows, files beside the database, and what was sent. */
async function kept(): Promise<Record<string, string>> {
  const storage = await openStorage({ url: `sqlite:${join(stack.folder, 'grabber.db')}` });
  const tables = await everyRow(storage).finally(() => storage.close());
  const all = Object.fromEntries(Object.entries(tables).map(([name, rows]) => [name, rows.join('\n')]));
  all['webhooks sent'] = receiver.all
    .slice(told)
    .map(({ body }) => body)
    .join('\n');
  for (const folder of ['jobs', 'imports', 'uploads']) {
    const names = await readdir(join(stack.folder, folder)).catch(() => []);
    for (const name of names) all[`${folder}/${name}`] = await readFile(join(stack.folder, folder, name), 'latin1');
  }
  return all;
}

/** Of Siti nothing is anywhere, Ani is marked and in no file. */
async function staysAsPromised(): Promise<void> {
  const job = await started('/api/exports', { format: 'csv', columns: ['name', 'phone'] });
  const file = await fetch(`${stack.url()}/api/jobs/${job.id}/file`, { headers: { 'x-api-key': testKey } });
  const lines = await file.text();
  expect([lines.includes(budi.phone), lines.includes(ani.phone), lines.includes('Ani')]).toEqual([true, false, false]);
  expect(await found(ani.phone)).toMatchObject([{ opted_out: true }]);
  for (const text of ofSiti) expect(await found(text)).toEqual([]);
  const held = await kept();
  const places = Object.entries(held)
    .filter(([place]) => !ofEncryption.includes(place))
    .filter(([, text]) => ofSiti.some((each) => text.includes(each)));
  expect(places.map(([place]) => place)).toEqual([]);
}

/** Waits until everything before has arrived, by something that happens to Budi afterwards. */
async function arrived(): Promise<void> {
  turns += 1;
  const name = `Budi ${turns} kali`;
  stack.phone.renameContact(people.budi, name);
  await until(name, async () => (await found(name)).length > 0);
  await until('the webhook', async () => receiver.all.some(({ body }) => body.includes(name)));
}

beforeAll(async () => {
  const world = { seed: 44, accounts: 1, contacts: 30, groups: 4, hostile: false };
  const env = { SECRET_KEY: secretKey, WEBHOOK_ALLOW_PRIVATE: '127.0.0.1' };
  stack = await startStack({ world, env, timings: { settle: 200 } });
  const { simulator, phone } = stack;
  const add = (facts: typeof ani) => addPerson(simulator.world, facts);
  people = { ani: add(ani), siti: add(siti), budi: add(budi) };
  id = await pairAndSync(client(), 'Toko', (qr) => phone.scan(qr));
  await client().get(`/api/sessions/${id}/grab-all`);
  group = phone.createGroup('Arisan', [people.ani, people.siti, people.budi]);
  phone.addContact(people.ani, 'Ani Pelanggan');
  phone.addContact(people.siti, 'Siti Rahasia');
  phone.addContact(people.budi, 'Budi Teman');
  await until('the three', async () => (await found('Arisan')).length >= 3);
  receiver = await createReceiver(takeIn);
  await receiver.open();
  await client().post('/api/webhooks', { name: 'CRM', url: receiver.url });

  const [sitiRow, budiRow] = [(await found(siti.phone))[0], (await found(budi.phone))[0]];
  const contact_ids = [sitiRow?.['id'], budiRow?.['id']];
  await client().post('/api/merges', { contact_ids, keep_contact_id: contact_ids[0] });
  await started('/api/exports', { format: 'csv' });
  await arrived();
  await client().post('/api/opt-outs', { phone: `+62 0${ani.phone.slice(2)}` });
  const erasing = await client().post('/api/erasures', { phone: `0${siti.phone.slice(2)}`, opt_out: true });
  receipt = erasing.data['erasure'] as Erasure;
  told = receiver.all.length;
}, 120_000);
afterAll(async () => {
  await receiver?.close();
  await stack?.close();
});

test('an erasure leaves a receipt, and nothing of the person, not even where somebody was merged with them', async () => {
  expect(receipt.counts).toMatchObject({ contacts: 1, memberships: 1, files: 1 });
  await arrived();
  await staysAsPromised();
});

test('live changes bring neither back', async () => {
  const { phone } = stack;
  for (const who of [people.ani, people.siti]) {
    phone.renameContact(who, `${who === people.siti ? 'Siti Rahasia' : 'Ani'} Lagi`);
    phone.receiveMessage(who, 'Halo');
    phone.removeMember(group, who);
    phone.addMember(group, who);
    phone.promote(group, who);
    phone.block(who);
    phone.unblock(who);
  }
  phone.setPushName(people.siti, 'Rahasia Lain');
  await arrived();
  await staysAsPromised();
});

test('a new grab brings neither back', async () => {
  const grab = await client().get(`/api/sessions/${id}/grab-all`);
  expect(grab.status).toBe(200);
  await arrived();
  await staysAsPromised();
});

test('an import brings neither back', async () => {
  const form = new FormData();
  const lines = ['Nama,Telepon', `Siti Rahasia,+${siti.phone}`, `Ani Impor,+${ani.phone}`];
  form.set('file', new Blob([lines.join('\r\n')]), 'kontak.csv');
  form.set('session_id', id);
  const upload = await fetch(`${stack.url()}/api/imports`, {
    method: 'POST',
    headers: { 'x-api-key': testKey },
    body: form,
  });
  const { data } = (await upload.json()) as { data: { import: { id: number } } };
  await started(`/api/imports/${data.import.id}/commit`);
  await arrived();
  await staysAsPromised();
});

test('a backup of now brings neither back when it is restored', async () => {
  const job = await started('/api/backups');
  expect(job.status).toBe('completed');
  const [name = ''] = await readdir(join(stack.folder, 'backups'));
  const env = { DATABASE_URL: `sqlite:${join(stack.folder, 'grabber.db')}`, SECRET_KEY: secretKey };
  await stack.restart(async () => {
    const file = join(stack.folder, 'backups', name);
    const restored = await startCommand(['restore', file, '--force', '--yes'], stack.folder, env).result;
    expect(restored).toMatchObject({ code: 0 });
  });
  await sessionWhere(client(), id, ({ status }) => status === 'connected');
  await client().get(`/api/sessions/${id}/grab-all`);
  await arrived();
  await staysAsPromised();
}, 60_000);
