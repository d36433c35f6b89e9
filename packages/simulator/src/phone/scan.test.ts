import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { setUp } from '../testing/setup.ts';

test('the first code of a client expires after its time and one period of grace', async () => {
  let now = 1_000_000;
  const clock = { ...systemClock, now: () => now };
  const { account, client, sim } = await setUp(undefined, { clock, qrTimeouts: { first: 1000, following: 100 } });
  const first = client();
  const { qr = '' } = await first.connection((update) => update.qr !== undefined);
  now += 1101;
  await expect(sim.phone(account.person.phone).scan(qr)).rejects.toThrow('has expired');
  now -= 1;
  await sim.phone(account.person.phone).scan(qr);
  await expect(sim.phone(account.person.phone).scan(qr)).rejects.toThrow('No client shows this QR code');
});

test('a code with the keys of another client is refused', async () => {
  const { account, client, sim } = await setUp();
  const phone = sim.phone(account.person.phone);
  const { qr = '' } = await client().connection((update) => update.qr !== undefined);
  const parts = qr.split(',');
  for (const foreign of [1, 2]) {
    const forged = parts.map((part, index) => (index === foreign ? Buffer.alloc(32).toString('base64') : part));
    await expect(phone.scan(forged.join(','))).rejects.toThrow('names another client');
  }
});

test('a client that does not believe the phone closes, and the scan says so', async () => {
  const { account, client, sim } = await setUp();
  const { qr = '' } = await client().connection((update) => update.qr !== undefined);
  const forged = qr.split(',').with(3, Buffer.alloc(32).toString('base64'));
  await expect(sim.phone(account.person.phone).scan(forged.join(','))).rejects.toThrow('closed the connection');
  expect(sim.connections(account.person.phone).linkedDevices).toBe(0);
});
