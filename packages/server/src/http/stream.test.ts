import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { buildHttp, type HttpDeps } from './index.ts';
import { aContact, adminKey, type Fixture, fixture, listen } from './testing.ts';

const headers = { 'x-api-key': adminKey };
const row = aContact();
let opened: Fixture | undefined;
afterEach(() => opened?.app.close());

/** The app with these pages as what is saved. */
function serving(pages: () => AsyncGenerator<(typeof row)[]>): Fixture {
  opened = fixture((deps: HttpDeps) => buildHttp({ ...deps, contacts: { ...deps.contacts, listSaved: pages } }));
  return opened;
}

async function contactsOf(served: Fixture): Promise<string> {
  return `${await listen(served)}/api/sessions/s1/contacts`;
}

test('a failure before the first page is an answer like any other', async () => {
  const { call } = serving(async function* () {
    yield* [];
    throw new Error('database away');
  });
  const answer = await call({ url: '/api/sessions/s1/contacts', headers });
  expect(answer.statusCode).toBe(500);
  expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(answer.json()).toMatchObject({ success: false, code: 'internal' });
});

test('a failure in the middle cuts the answer off, so that nobody takes it for whole', async () => {
  const url = await contactsOf(
    serving(async function* () {
      for (let page = 0; page < 10; page += 1) yield Array.from({ length: 500 }, () => row);
      throw new Error('database away');
    }),
  );
  const answer = await fetch(url, { headers });
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
});

test.each(['identity', 'gzip'])(
  'a slow reader holds the database back, and one who hangs up ends the reading (%s)',
  async (encoding) => {
    let pages = 0;
    let ended = false;
    const url = await contactsOf(
      serving(async function* () {
        try {
          for (; ; pages += 1) {
            yield Array.from({ length: 500 }, () => row);
            await nextTurn();
          }
        } finally {
          ended = true;
        }
      }),
    );
    const controller = new AbortController();
    const answer = await fetch(url, {
      headers: { ...headers, 'accept-encoding': encoding },
      signal: controller.signal,
    });
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
  const url = await contactsOf(
    serving(async function* () {
      for (let page = 0; page < 100; page += 1) yield Array.from({ length: 1000 }, () => row);
    }),
  );
  const before = process.memoryUsage().heapUsed;
  let peak = before;
  let bytes = 0;
  const answer = await fetch(url, { headers });
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    peak = Math.max(peak, process.memoryUsage().heapUsed);
  }
  expect(bytes).toBeGreaterThan(50_000_000);
  expect((peak - before) / 2 ** 20).toBeLessThan(100);
}, 30_000);
