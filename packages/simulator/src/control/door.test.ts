import { expect, test } from 'vitest';
import { createStore } from '../testing/client.ts';
import { firstSyncOf, present, setUp } from '../testing/setup.ts';

async function openDoor() {
  const setup = await setUp();
  const base = setup.sim.url.replace('ws:', 'http:').replace('/ws/chat', '/control');
  const post = async (path: string, body: unknown, type = 'application/json') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const answer = await fetch(`${base}/${path}`, { method: 'POST', headers: { 'content-type': type }, body: text });
    return { status: answer.status, body: (await answer.json()) as { error?: { message: string } } };
  };
  const get = async (path: string) => (await fetch(`${base}/${path}`)).json();
  return { ...setup, get, post, phone: setup.account.person.phone };
}

test('another process links a client by QR code, changes the world and reads the facts', async () => {
  const { account, client, get, phone, post } = await openDoor();
  const store = createStore();
  const first = client(store);
  const { qr } = await first.connection((update) => update.qr !== undefined);
  expect(await post('scan', { phone, qr })).toEqual({ status: 200, body: { linked: phone } });
  await first.connection(({ connection }) => connection === 'close');
  const second = client(store);
  await firstSyncOf(second);

  const newcomer = '6281200000001';
  await post('change', { phone, action: 'addPerson', person: newcomer, lid: '99900000000001', pushName: 'Baru' });
  await post('change', { phone, action: 'addContact', person: newcomer, fullName: 'Toko Baru' });
  await second.event('contacts.upsert', (all) => all.some(({ name }) => name === 'Toko Baru'));
  const group = present(account.groups[0]);
  expect((await post('change', { phone, action: 'renameGroup', group: group.id, subject: 'Baru' })).status).toBe(200);
  await second.event('groups.update', (all) => all.some(({ subject }) => subject === 'Baru'));
  await post('change', { phone, action: 'createGroup', subject: 'Arisan', people: [newcomer] });
  await second.event('groups.upsert', (all) => all.some(({ subject }) => subject === 'Arisan'));

  expect(await get('stats')).toMatchObject({ [phone]: { connected: 1, linkedDevices: 1, messagesSent: 0 } });
  expect(await get('world')).toMatchObject({ seed: 7, accounts: [{ phone, pushName: account.person.pushName }] });
});

test('another process enters a pairing code and switches faults', async () => {
  const { client, phone, post } = await openDoor();
  const first = client();
  await first.connection(({ qr }) => qr !== undefined);
  const code = await first.socket.requestPairingCode(phone);
  expect((await post('code', { phone, code })).status).toBe(200);
  await first.connection(({ connection }) => connection === 'close');
  expect((await post('faults', { set: { kind: 'server-away' }, times: 1 })).status).toBe(200);
  const refused = client(first.store);
  const { lastDisconnect } = await refused.connection(({ connection }) => connection === 'close');
  expect(lastDisconnect?.error).toMatchObject({ output: { statusCode: 503 } });
  expect((await post('faults', { clear: 'all' })).status).toBe(200);
});

test('another process slows the first sync down, so that it can kill a client in the middle', async () => {
  const { link, post } = await openDoor();
  expect((await post('pace', { historyDelayMs: 3_600_000 })).status).toBe(200);
  const client = await link();
  await client.connection(({ receivedPendingNotifications }) => receivedPendingNotifications === true);
  expect(client.all('messaging-history.set')).toEqual([]);
  expect((await post('pace', { historyDelayMs: -1 })).body.error?.message).toContain('historyDelayMs: ');
});

test.each([
  ['scan', { phone: '1', qr: 'x' }, 404, 'No account has the number 1'],
  ['scan', { qr: 'x' }, 400, 'phone: '],
  ['scan', '{', 400, 'not valid JSON'],
  ['nowhere', {}, 404, 'There is no POST /control/nowhere'],
  ['faults', { set: { kind: 'earthquake' } }, 400, 'body: '],
])('POST %s %j is answered by a clear sentence', async (path, body, status, message) => {
  const { post } = await openDoor();
  const answered = await post(path, body);
  expect(answered.status).toBe(status);
  expect(answered.body.error?.message).toContain(message);
});

test('changes that cannot be made are refused with a reason', async () => {
  const { phone, post } = await openDoor();
  const refused = async (body: object) => (await post('change', { phone, ...body })).body.error?.message;
  expect(await refused({ action: 'explode' })).toContain('action must be one of');
  expect(await refused({ action: 'constructor' })).toContain('action must be one of');
  expect(await refused({ action: 'block', person: '6200000000' })).toContain('Nobody in the world');
  expect(await refused({ action: 'leaveGroup', group: '1' })).toContain('no group 1');
  expect(await refused({ action: 'unlink' })).toContain('no such linked device');
});

test('a page in a browser cannot drive the phones by a form', async () => {
  const { phone, post } = await openDoor();
  expect((await post('scan', { phone, qr: 'x' }, 'text/plain')).status).toBe(415);
});
