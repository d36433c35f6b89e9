import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createApp } from './server.ts';
import { sendStream } from './stream.ts';
import { httpOnSqlite } from './testing/on-sqlite.ts';

const http = await httpOnSqlite();
const { id } = await http.grabbedSession('Toko', '62811000');
const headers = await http.headersFor('contacts:read');
const [row] = (await http.call({ url: `/api/sessions/${id}/contacts`, headers })).json().data.contacts;
afterAll(http.close);

let app: FastifyInstance | undefined;
afterEach(() => app?.close());

/** The address of a route that sends these pages. */
async function serving(pages: () => AsyncGenerator<object[]>): Promise<string> {
  app = createApp(http.deps);
  app.register(async (child) => {
    child.get('/rows', { config: { scope: 'public' } }, async (_, reply) =>
      sendStream<{ rows: object[] }>(reply, { rows: pages() }),
    );
  });
  return `${await app.listen({ port: 0, host: '127.0.0.1' })}/rows`;
}

test('a failure before the first page is an answer like any other', async () => {
  const { schema } = http.storage.db;
  await schema.alterTable('contacts').renameTo('away').execute();
  const answer = await http.call({ url: `/api/sessions/${id}/contacts`, headers });
  await schema.alterTable('away').renameTo('contacts').execute();
  expect(answer.statusCode).toBe(500);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json()).toMatchObject({ success: false, code: 'internal' });
});

test('a failure in the middle cuts the answer off, so that nobody takes it for whole', async () => {
  const url = await serving(async function* () {
    for (let page = 0; page < 10; page += 1) yield Array.from({ length: 500 }, () => row);
    throw new Error('database away');
  });
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
});

test.each(['identity', 'gzip'])(
  'a slow reader holds the database back, and one who hangs up ends the reading (%s)',
  async (encoding) => {
    let pages = 0;
    let ended = false;
    const url = await serving(async function* () {
      try {
        for (; ; pages += 1) {
          yield Array.from({ length: 500 }, () => row);
          await nextTurn();
        }
      } finally {
        ended = true;
      }
    });
    const controller = new AbortController();
    const answer = await fetch(url, { headers: { 'accept-encoding': encoding }, signal: controller.signal });
    const reader = answer.body?.getReader();
    await reader?.read();
    const settled = async () => {
      let before = -1;
      while (before !== pages) {
        before = pages;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    await settled();
    // packed, the same row a hundred thousand times is short
    expect(pages).toBeLessThan(encoding === 'gzip' ? 20_000 : 500);
    controller.abort();
    await expect.poll(() => ended, { timeout: 5000 }).toBe(true);
  },
);

test('100,000 rows take little memory', async () => {
  const url = await serving(async function* () {
    for (let page = 0; page < 100; page += 1) yield Array.from({ length: 1000 }, () => row);
  });
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  let bytes = 0;
  const answer = await fetch(url);
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  expect(bytes).toBeGreaterThan(50_000_000);
  expect((peak - before) / 2 ** 20).toBeLessThan(100);
}, 30_000);
