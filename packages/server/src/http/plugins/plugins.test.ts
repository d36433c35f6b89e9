import { once } from 'node:events';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { failure } from '@grabber/contract';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { asSystem } from '../../auth/index.ts';
import { end, people, saved } from '../../grabbing/testing/facts.ts';
import { buildHttp, type HttpDeps } from '../index.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const { id } = await http.grabbedSession('Toko', '62811000');
let app: FastifyInstance | undefined;
afterEach(() => app?.close());
afterAll(http.close);

/** The app with some settings changed. */
function serving(config: Partial<HttpDeps['config']> = {}) {
  const served = buildHttp({ ...http.deps, config: { ...http.deps.config, ...config } });
  app = served;
  return async (options: InjectOptions) => served.inject(options);
}

const url = '/api/sessions';

describe('limits of requests', () => {
  test('are told, and answered with 429 when they are used up', async () => {
    const call = serving({ requestsPerMinute: { key: 2, address: 10 } });
    const first = await call({ url, headers });
    expect(first.headers['ratelimit-policy']).toBe('"address";q=10;w=60, "key";q=2;w=60');
    expect(first.headers['ratelimit']).toMatch(/^"address";r=9;t=\d+, "key";r=1;t=\d+$/);
    await call({ url, headers });
    const third = await call({ url, headers });
    expect(third.statusCode).toBe(429);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect(failure.parse(third.json())).toMatchObject({ code: 'rate_limited', details: { per: 'key' } });
    expect((await call({ url: '/health' })).statusCode).toBe(200);
  });

  test('of an address count also who has no key, and what is not there', async () => {
    const call = serving({ requestsPerMinute: { key: 0, address: 2 } });
    expect((await call({ url })).statusCode).toBe(401);
    expect((await call({ url: '/nowhere' })).statusCode).toBe(404);
    expect((await call({ url, headers })).statusCode).toBe(429);
  });

  test('believe a forwarded address only from a proxy that is trusted', async () => {
    const forwarded = (address: string) => ({ url: '/health', headers: { 'x-forwarded-for': address } });
    const call = serving({ requestsPerMinute: { key: 0, address: 1 } });
    await call(forwarded('1.1.1.1'));
    expect((await call(forwarded('2.2.2.2'))).statusCode).toBe(429);
    await app?.close();
    const behind = serving({ requestsPerMinute: { key: 0, address: 1 }, trustedProxies: ['127.0.0.1'] });
    await behind(forwarded('1.1.1.1'));
    expect((await behind(forwarded('2.2.2.2'))).statusCode).toBe(200);
  });
});

describe('ETags', () => {
  test('spare an answer that the caller has', async () => {
    const call = serving();
    const { etag } = (await call({ url, headers })).headers;
    expect(etag).toMatch(/^W\/"[\w-]{27}"$/);
    for (const known of [String(etag), String(etag).slice(2), `"x", ${etag}`, '*']) {
      const again = await call({ url, headers: { ...headers, 'if-none-match': known } });
      expect(again.statusCode).toBe(304);
      expect(again.body).toBe('');
    }
    await http.connected({ name: 'Warung' });
    expect((await call({ url, headers: { ...headers, 'if-none-match': String(etag) } })).statusCode).toBe(200);
  });

  test('belong to read answers only', async () => {
    const call = serving();
    const post = await call({
      method: 'POST',
      url,
      payload: { name: 'x' },
      headers: { ...headers, 'if-none-match': '*' },
    });
    expect(post.statusCode).toBe(201);
    expect(post.headers['etag']).toBeUndefined();
    expect((await call({ url: '/nowhere', headers })).headers['etag']).toBeUndefined();
    expect((await call({ url: `${url}/${id}/contacts`, headers })).headers['etag']).toBeUndefined();
  });
});

test('long answers are packed for who asks, and packed requests are not taken', async () => {
  const call = serving();
  const book = Array.from({ length: 50 }, (_, index) => saved(`62812000${10 + index}`, 'Budi'));
  http.engine.answer(id, 'contacts', [people(...book), end()]);
  await http.grabs.wait((await http.grabs.start(asSystem(id), 'contacts')).id);
  const packed = await call({ url: `${url}/${id}/contacts`, headers: { ...headers, 'accept-encoding': 'gzip' } });
  expect(packed.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(gunzipSync(packed.rawPayload).toString()).data.total_contacts).toBe(53);
  const bomb = { ...headers, 'content-type': 'application/json', 'content-encoding': 'gzip' };
  expect((await call({ method: 'POST', url, headers: bomb, payload: Buffer.from([31, 139, 8]) })).statusCode).toBe(400);
});

describe('browsers', () => {
  test('are told to load and frame nothing, and nothing that breaks plain HTTP', async () => {
    const call = serving();
    for (const answer of [await call({ url, headers }), await call({ url }), await call({ url: '/nowhere' })]) {
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
      expect(answer.headers['strict-transport-security']).toBeUndefined();
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });

  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-api-key' };

  test('of other origins are refused unless they are named', async () => {
    const origin = 'https://toko.example';
    const closed = await serving()({ url, headers: { ...headers, origin } });
    expect(closed.headers['access-control-allow-origin']).toBeUndefined();
    await app?.close();
    const call = serving({ corsOrigins: [origin] });
    const asked = await call({ method: 'OPTIONS', url, headers: { origin, ...preflight } });
    expect(asked.statusCode).toBe(204);
    expect(asked.headers['access-control-allow-origin']).toBe(origin);
    expect((await call({ url, headers: { origin } })).headers['access-control-allow-origin']).toBe(origin);
    const other = await call({ url, headers: { ...headers, origin: 'https://evil.example' } });
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('the reference page', () => {
  test('asks no foreign host and lets nobody else in', async () => {
    const call = serving();
    const page = await call({ url: '/docs' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self';");
    const parts = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = '']) => address);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      expect(part).not.toMatch(/^(https?:)?\/\//);
      expect((await call({ url: new URL(part, 'http://x/docs').pathname })).statusCode).toBe(200);
    }
    expect(page.body).not.toMatch(/<script>|\son\w+=/);
  });

  test('and the description for programs are the same', async () => {
    const call = serving();
    const document = (await call({ url: '/openapi.json' })).json();
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: 'WhatsApp Contact Grabber' } });
    expect((await call({ url: '/docs/json' })).json()).toEqual(document);
  });
});

describe('what is too much', () => {
  test('a long address is 414', async () => {
    const call = serving();
    const answer = await call({ url: `${url}?x=${'a'.repeat(5000)}`, headers });
    expect(answer.statusCode).toBe(414);
    expect(failure.parse(answer.json()).code).toBe('uri_too_long');
  });

  test.each([
    [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
    ['\x16\x03\x01 no http at all\r\n\r\n', 400, 'malformed_request'],
  ])('%.20j is answered, not only cut off', async (bytes, status, code) => {
    const address = new URL(http.base);
    const socket = connect(Number(address.port), address.hostname);
    socket.end(bytes);
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    await once(socket, 'close');
    expect(text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(failure.parse(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).code).toBe(code);
  });
});
