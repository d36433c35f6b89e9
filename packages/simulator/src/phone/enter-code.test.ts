import { expect, test } from 'vitest';
import { createStore } from '../testing/client.ts';
import { firstSyncOf, setUp } from '../testing/setup.ts';

test('a client that asked for a pairing code is linked when the code is typed into the phone', async () => {
  const { account, client, sim } = await setUp();
  const store = createStore();
  const first = client(store);
  await first.connection(({ qr }) => qr !== undefined);
  const code = await first.socket.requestPairingCode(account.person.phone);
  await sim.phone(account.person.phone).enterCode(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`);
  await first.connection(({ connection }) => connection === 'close');
  expect(store.state.creds.me).toMatchObject({ lid: `${account.person.lid}:1@lid` });
  const second = client(store);
  await firstSyncOf(second);
  expect(store.state.creds.registered).toBe(true);
});

test('a wrong code is refused, and the right one still works', async () => {
  const { account, client, sim } = await setUp();
  const first = client();
  await first.connection(({ qr }) => qr !== undefined);
  const phone = sim.phone(account.person.phone);
  await expect(phone.enterCode('ABCD1234')).rejects.toThrow('No client waits for a pairing code');
  const code = await first.socket.requestPairingCode(account.person.phone);
  await expect(phone.enterCode('00000000')).rejects.toThrow('code is wrong');
  await phone.enterCode(code);
  expect(sim.connections(account.person.phone).linkedDevices).toBe(1);
});

test('text that cannot be a code is refused', async () => {
  const { account, sim } = await setUp();
  await expect(sim.phone(account.person.phone).enterCode('1234')).rejects.toThrow('8 letters and digits');
});
