import { afterEach, expect, test } from 'vitest';
import { buildHttp } from '../index.ts';
import { aContact, adminKey, type Fixture, fixture } from '../testing.ts';

let served: Fixture;
let version: number | undefined;
afterEach(() => served.app.close());

function serving(): Fixture {
  version = 1;
  served = fixture((deps) => buildHttp({ ...deps, dataVersion: async () => version }));
  served.world.rows = [[aContact({ name: 'Budi' })]];
  return served;
}

const page = { url: '/api/sessions/s1/contacts?limit=2', headers: { 'x-api-key': adminKey } };
const timesRead = () => served.world.calls.filter(([name]) => name === 'pageSaved').length;

test('an answer is given again as it was, until something is written', async () => {
  const { call, world } = serving();
  const [first, second] = [await call(page), await call(page)];
  expect(timesRead()).toBe(1);
  expect(second.body).toBe(first.body);
  expect(second.json().data.contacts[0].name).toBe('Budi');
  for (const header of ['etag', 'content-type', 'content-length', 'cache-control']) {
    expect(second.headers[header]).toBe(first.headers[header]);
  }
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  const known = { ...page.headers, 'if-none-match': String(first.headers['etag']) };
  expect((await call({ ...page, headers: known })).statusCode).toBe(304);
  const packed = await call({ ...page, headers: { ...page.headers, 'accept-encoding': 'gzip' } });
  expect(packed.statusCode).toBe(200);

  world.rows = [[aContact({ name: 'Siti' })]];
  version = 2;
  expect((await call(page)).json().data.contacts[0].name).toBe('Siti');
  expect(timesRead()).toBe(2);
});

test('what depends on more than the data is asked again: another address, language or caller', async () => {
  const { call } = serving();
  await call(page);
  await call({ ...page, url: `${page.url}&sort=-name` });
  await call({ ...page, headers: { ...page.headers, 'accept-language': 'en' } });
  expect(timesRead()).toBe(3);
  expect((await call({ ...page, headers: {} })).statusCode).toBe(401);
  expect((await call({ ...page, headers: { 'x-api-key': 'sessions:read' } })).statusCode).toBe(403);
  expect(timesRead()).toBe(3);
});

test('nothing is remembered of failures, of writes in the middle, and where the database tells no version', async () => {
  const { call, world } = serving();
  world.failure = new Error('gone');
  expect((await call(page)).statusCode).toBe(500);
  world.failure = undefined;
  const during = call(page);
  version = 2;
  await during;
  await call(page);
  const read = timesRead();
  await call(page);
  expect(timesRead()).toBe(read);
  version = undefined;
  await call(page);
  await call(page);
  expect(timesRead()).toBe(read + 2);
});
