import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { buildHttp } from '../index.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const { id } = await http.grabbedSession('Toko', '62811000');
let app: FastifyInstance;
/** What the database is said to be at. */
let version: number | undefined;

beforeEach(async () => {
  version = 1;
  await rename('Budi');
  app = buildHttp({ ...http.deps, dataVersion: async () => version });
});
afterEach(() => app.close());
afterAll(http.close);

async function rename(name: string): Promise<void> {
  await http.storage.db.updateTable('contacts').set({ name }).where('session_id', '=', id).execute();
}

const page = { url: `/api/sessions/${id}/contacts?limit=2`, headers };
const nameIn = async (request: typeof page) => (await app.inject(request)).json().data.contacts[0].name;

test('an answer is given again as it was, until something is written', async () => {
  const first = await app.inject(page);
  await rename('Siti');
  const second = await app.inject(page);
  expect(second.body).toBe(first.body);
  expect(second.json().data.contacts[0].name).toBe('Budi');
  for (const header of ['etag', 'content-type', 'content-length', 'cache-control']) {
    expect(second.headers[header]).toBe(first.headers[header]);
  }
  expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
  const known = { ...headers, 'if-none-match': String(first.headers['etag']) };
  expect((await app.inject({ ...page, headers: known })).statusCode).toBe(304);
  const packed = await app.inject({ ...page, headers: { ...headers, 'accept-encoding': 'gzip' } });
  expect(packed.statusCode).toBe(200);

  version = 2;
  expect(await nameIn(page)).toBe('Siti');
});

test('what depends on more than the data is asked again: another address, language or caller', async () => {
  await app.inject(page);
  await rename('Siti');
  const others = [
    { ...page, url: `${page.url}&sort=-name` },
    { ...page, headers: { ...headers, 'accept-language': 'en' } },
    { ...page, headers: await http.headersFor('contacts:read') },
  ];
  for (const other of others) expect(await nameIn(other)).toBe('Siti');
  expect(await nameIn(page)).toBe('Budi');
  expect((await app.inject({ url: page.url })).statusCode).toBe(401);
  const stranger = await http.headersFor('sessions:read');
  expect((await app.inject({ ...page, headers: stranger })).statusCode).toBe(403);
});

test('nothing is remembered of failures', async () => {
  const { db } = http.storage;
  await db.schema.alterTable('contacts').renameTo('away').execute();
  expect((await app.inject(page)).statusCode).toBe(500);
  await db.schema.alterTable('away').renameTo('contacts').execute();
  expect(await nameIn(page)).toBe('Budi');
});

test('nothing is remembered of what was written to in the middle', async () => {
  const known = await http.headersFor('contacts:read');
  let writes = async () => undefined as unknown;
  await app.close();
  app = buildHttp({ ...http.deps, dataVersion: async () => version });
  app.addHook('preHandler', () => writes());
  writes = async () => {
    writes = async () => undefined;
    // Another caller asks in between, and sees that the database has moved on.
    version = 2;
    await app.inject({ ...page, headers: known });
  };
  expect(await nameIn(page)).toBe('Budi');
  await rename('Siti');
  expect(await nameIn(page)).toBe('Siti');
});

test('nothing is remembered where the database tells no version', async () => {
  version = undefined;
  expect(await nameIn(page)).toBe('Budi');
  await rename('Siti');
  expect(await nameIn(page)).toBe('Siti');
});
