import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMayReach, resolveReachable } from './addresses.ts';
import { post } from './post.ts';

const refused = createMayReach('none');

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.254',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.5',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
])('refuses %s', (address) => {
  expect(refused(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '172.32.0.1',
  '192.169.0.1',
  '2606:4700:4700::1111',
  '::ffff:8.8.8.8',
])('reaches %s', (address) => expect(refused(address)).toBe(true));

test('reaches private networks that are allowed, and no others', () => {
  const some = createMayReach(['10.0.0.0/8', '192.168.1.5', 'fd00::/8']);
  const reached = ['10.1.2.3', '192.168.1.5', 'fd00::1', '::ffff:10.0.0.1', '192.168.1.6', '127.0.0.1', '::1'].map(
    some,
  );
  expect(reached).toEqual([true, true, true, true, false, false, false]);
  expect(createMayReach('all')('127.0.0.1')).toBe(true);
});

test('refuses a name of which one address is bad, however it is written', async () => {
  const both = async () => [
    { address: '8.8.8.8', family: 4 as const },
    { address: '127.0.0.1', family: 4 as const },
  ];
  expect(await resolveReachable('rebound.example', refused, both)).toBeUndefined();
  for (const url of ['http://127.1/', 'http://0x7f000001/', 'http://2130706433/', 'http://[::1]/', 'http://localhost/'])
    expect(await resolveReachable(new URL(url).hostname, refused), url).toBeUndefined();
});

let port = 0;
const calls: string[] = [];
const receiver = createServer((request, response) => {
  calls.push(String(request.headers.host));
  response.end('hello');
});
beforeAll(async () => {
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  port = (receiver.address() as { port: number }).port;
});
afterAll(() => void receiver.close());

test('connects to the address that was checked: a name that points elsewhere the second time is not asked again', async () => {
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return [{ address: asked === 1 ? '127.0.0.1' : '203.0.113.1', family: 4 as const }];
  };
  const mayReach = createMayReach(['127.0.0.1']);
  const outcome = await post(`http://rebound.example:${port}/`, {}, '{}', { mayReach, timeoutMs: 5000, resolve });
  expect(outcome).toMatchObject({ ok: true, status: 200, excerpt: 'hello' });
  expect([asked, calls]).toEqual([1, [`rebound.example:${port}`]]);
});

test('sends nothing to a private address', async () => {
  calls.length = 0;
  const options = { mayReach: refused, timeoutMs: 5000 };
  expect(await post(`http://127.0.0.1:${port}/`, {}, '{}', options)).toMatchObject({ error: 'address_refused' });
  expect(calls).toEqual([]);
});
