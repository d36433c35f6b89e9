import { type ErrorCode, errorCodes, failure } from '@grabber/contract';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { AppError } from '../core/index.ts';
import { errorText } from '../i18n/index.ts';
import { buildEngineHttp } from './index.ts';
import { createApp } from './server.ts';
import { statusByCode } from './status.ts';
import { httpOnSqlite } from './testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const { call } = http;
afterAll(http.close);

describe('access', () => {
  const target = { method: 'GET', url: '/api/sessions' } as const;

  test.each<[string, (key: string) => Record<string, string>]>([
    ['X-API-Key', (key) => ({ 'x-api-key': key })],
    ['Authorization', (key) => ({ authorization: `Bearer ${key}` })],
    ['Authorization in another spelling', (key) => ({ authorization: `bearer  ${key}` })],
  ])('lets in with a key in %s', async (_, given) => {
    expect((await call({ ...target, headers: given(headers['x-api-key']) })).statusCode).toBe(200);
    const least = (await http.headersFor('sessions:read'))['x-api-key'];
    expect((await call({ ...target, headers: given(least) })).statusCode).toBe(200);
  });

  test.each([
    {},
    { 'x-api-key': '' },
    { 'x-api-key': 'wrong' },
    { authorization: headers['x-api-key'] },
    { authorization: 'Bearer' },
  ])('refuses %j', async (given) => {
    const answer = await call({ ...target, headers: given });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(failure.parse(answer.json())).toMatchObject({
      code: 'unauthorized',
      message: errorText('id', 'unauthorized'),
    });
  });

  test('a key that lacks the scope gets 403, which names the scope', async () => {
    const reader = await http.headersFor('sessions:read');
    const answer = await call({ ...target, method: 'POST', headers: reader });
    expect(answer.statusCode).toBe(403);
    expect(failure.parse(answer.json())).toMatchObject({ code: 'forbidden', details: { scope: 'sessions:write' } });
  });

  test.each(['/health', '/'])('%s needs no key', async (url) => {
    expect((await call({ url })).statusCode).toBe(200);
  });

  test('a route that does not say what it needs stops the start', async () => {
    const bare = createApp(http.deps);
    bare.register(async (child) => {
      child.get('/open', async () => 'x');
    });
    await expect(bare.ready()).rejects.toThrow('the route GET /open declares no scope');
  });

  test('only these routes are public', () => {
    const routes = http.routes
      .filter(({ config, url }) => config?.scope === 'public' && !url.startsWith('/docs'))
      .map(({ method, url }) => `${method} ${url}`);
    expect(routes.sort()).toEqual([
      'GET /',
      'GET /api/setup',
      'GET /assets/*',
      'GET /health',
      'GET /icon.svg',
      'GET /openapi.json',
      'POST /api/invitations/accept',
      'POST /api/setup',
      'POST /api/sign-in',
    ]);
  });
});

describe('failures', () => {
  let failing: ReturnType<typeof createApp> | undefined;
  afterEach(() => failing?.close());

  /** What a caller sees when a route fails like this. */
  async function answerTo(error: Error, more: Record<string, string> = {}) {
    failing = createApp(http.deps);
    failing.register(async (child) => {
      child.get('/fails', { config: { scope: 'public' } }, async () => {
        throw error;
      });
    });
    return await failing.inject({ url: '/fails', headers: more });
  }

  test.each(errorCodes)('%s has its status and the same text in message and error', async (code: ErrorCode) => {
    const answer = await answerTo(new AppError(code, { details: { status: 'connecting', scope: 'admin' } }));
    expect(answer.statusCode).toBe(statusByCode[code]);
    const body = failure.parse(answer.json());
    expect(body.code).toBe(code);
    expect(body.message).toBe(errorText('id', code, { status: 'connecting', scope: 'admin' }));
    expect(body.error).toBe(body.message);
    expect(body.request_id).toBe(answer.headers['x-request-id']);
  });

  test('speak English on request', async () => {
    const error = new AppError('session_not_connected', { details: { status: 'connecting' } });
    const answer = await answerTo(error, { 'accept-language': 'en-GB' });
    expect(answer.json().message).toBe('Session is not connected. Status: connecting');
  });

  test('an unknown error tells nothing about itself', async () => {
    const { schema } = http.storage.db;
    await schema.alterTable('whatsapp_sessions').renameTo('away').execute();
    const answer = await call({ url: '/api/sessions', headers });
    await schema.alterTable('away').renameTo('whatsapp_sessions').execute();
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/select|whatsapp_sessions|SQLITE|\.ts|stack/i);
    expect(failure.parse(answer.json())).toMatchObject({ code: 'internal', details: {} });
  });

  test('tell when to try again', async () => {
    const answer = await answerTo(new AppError('rate_limited', { retry_after_ms: 1500 }));
    expect(answer.headers['retry-after']).toBe('2');
  });

  test.each([
    ['GET', '/nowhere'],
    ['PUT', '/api/sessions'],
    ['GET', '/api/sessions/s1/nowhere'],
    ['GET', `/api/sessions/${'a'.repeat(300)}/status`],
    ['GET', `/api/sessions/${'a'.repeat(900)}/status`],
  ] as const)('%s %.40s is not found', async (method, url) => {
    const answer = await call({ method, url, headers });
    expect(answer.statusCode).toBe(404);
    expect(failure.parse(answer.json()).code).toMatch(/not_found$/);
  });

  const post = { method: 'POST', url: '/api/sessions' } as const;
  const json = { ...headers, 'content-type': 'application/json' };

  test.each(['{', '{"name":', '[1,2', '{"__proto__":{"x":1}}'])('malformed JSON %j is 400', async (payload) => {
    const answer = await call({ ...post, headers: json, payload });
    expect(answer.statusCode).toBe(400);
    expect(failure.parse(answer.json()).code).toBe('malformed_request');
  });

  test('a body that is too large is 413', async () => {
    const answer = await call({ ...post, headers: json, payload: JSON.stringify({ name: 'x'.repeat(300_000) }) });
    expect(answer.statusCode).toBe(413);
    expect(failure.parse(answer.json()).code).toBe('payload_too_large');
  });

  test('a body of another kind is 415', async () => {
    const answer = await call({ ...post, headers: { ...headers, 'content-type': 'text/xml' }, payload: '<x/>' });
    expect(answer.statusCode).toBe(415);
    expect(failure.parse(answer.json()).code).toBe('unsupported_media_type');
  });

  test('a broken address is 400', async () => {
    const answer = await call({ url: '/api/sessions/%ff/status', headers });
    expect(answer.statusCode).toBe(400);
    expect(failure.parse(answer.json()).code).toBe('malformed_request');
  });

  test.each(['%00', 'a%20b', "'; DROP TABLE", 'ü'])('a session id like %s is just not found', async (id) => {
    const answer = await call({ url: `/api/sessions/${encodeURI(decodeURI(id))}/status`, headers });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().message).toBe('Session tidak ditemukan');
  });

  test.each([
    [{}, { name: ['Kolom name wajib diisi.'] }],
    [{ name: '' }, { name: ['Kolom name wajib diisi.'] }],
    [{ name: 'x'.repeat(256) }, { name: ['Kolom name tidak boleh lebih dari 255.'] }],
    [{ name: 5 }, { name: ['Kolom name harus berjenis string.'] }],
    [{ name: 'a\u0000b' }, { name: ['Format kolom name tidak valid.'] }],
    [{ name: 'x', phone_number: '08x' }, { phone_number: ['Format kolom phone_number tidak valid.'] }],
    [
      { phone_number: 'x' },
      { name: ['Kolom name wajib diisi.'], phone_number: ['Format kolom phone_number tidak valid.'] },
    ],
    [[], { body: ['Kolom body harus berjenis object.'] }],
  ])('%j is 422 with errors by field', async (payload, errors) => {
    const answer = await call({ ...post, headers, payload });
    expect(answer.statusCode).toBe(422);
    expect(failure.parse(answer.json())).toMatchObject({ code: 'validation_failed', errors });
  });
});

describe('every answer', () => {
  test('carries a request id: the harmless one of the caller, else a new one', async () => {
    const idFor = async (id?: string) =>
      (await call({ url: '/health', headers: id === undefined ? {} : { 'x-request-id': id } })).headers['x-request-id'];
    expect(await idFor('abc-123')).toBe('abc-123');
    expect(await idFor()).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('a b')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('forbids sniffing and storing', async () => {
    const answer = await call({ url: '/api/sessions', headers });
    expect(answer.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });
});

test('the engine port serves the engine contract and nothing else', async () => {
  const engine = buildEngineHttp(http.deps);
  const statusOf = async (url: string) => (await engine.inject({ url, headers })).statusCode;
  expect(await statusOf('/sessions')).toBe(200);
  expect(await statusOf('/health')).toBe(200);
  expect(await statusOf('/api/sessions')).toBe(404);
  await engine.close();
});
