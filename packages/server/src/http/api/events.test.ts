import type { Scope } from '@grabber/contract';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { asSystem, systemCaller } from '../../auth/index.ts';
import { buildHttp, type HttpDeps } from '../index.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const { id, grabId } = await http.grabbedSession('Toko', '62811000');
const admin = await http.headersFor('admin');
afterAll(http.close);

/** How many listen to grabs: a listener that is left behind shows in no answer. */
let listening = 0;
let app: FastifyInstance;
let base: string;

beforeEach(async () => {
  listening = 0;
  app = buildHttp({ ...http.deps, grabs: { ...http.deps.grabs, subscribe: countingListeners } });
  base = await app.listen({ port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  vi.useRealTimers();
  await app.close();
});

const countingListeners: HttpDeps['grabs']['subscribe'] = (listener) => {
  const stop = http.grabs.subscribe(listener);
  listening += 1;
  return () => {
    listening -= 1;
    stop();
  };
};

async function open(path: string, headers: Record<string, string> = admin) {
  const answer = await fetch(base + path, { headers: { accept: 'text/event-stream', ...headers } });
  const reader = (answer.body ?? new Blob([]).stream()).pipeThrough(new TextDecoderStream()).getReader();
  return { answer, next: async () => (await reader.read()).value, leave: () => reader.cancel() };
}

async function grab(): Promise<void> {
  await http.grabs.wait((await http.grabs.start(asSystem(id), 'contacts')).id);
}

test('events are of the kind that browsers read, and nothing between keeps them back', async () => {
  const { answer, next, leave } = await open('/api/events');
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-encoding')).toBe(null);
  const data = /^id: \d{13}\nevent: snapshot\ndata: \{"sessions":\[.*\],"grabs":\[.*\],"jobs":\[.*\]\}\n\n$/;
  expect(await next()).toMatch(data);
  await leave();
});

test('a key that may not read contacts hears nothing of grabs', async () => {
  const { next, leave } = await open('/api/events', await http.headersFor('sessions:read'));
  expect(await next()).toContain('"grabs":[]');
  await grab();
  await http.sessions.reconnect(asSystem(id));
  const heard = await next();
  expect(heard).toContain('event: session\n');
  expect(heard).not.toMatch(/event: (grab|changed)\n/);
  await leave();
});

test('whoever may read contacts hears that some of them have changed', async () => {
  const [contact] = (await http.call({ url: '/api/contacts?limit=1', headers: admin })).json().data.contacts;
  const { next, leave } = await open('/api/events', await http.headersFor('sessions:read', 'contacts:read'));
  await next();
  const url = `/api/contacts/${contact.id}`;
  await http.call({ method: 'PATCH', url, headers: admin, payload: { note: 'Teman lama' } });
  expect(await next()).toMatch(RegExp(`event: changed\ndata: {"session_id":"${id}","seq":\\d+}`));
  await leave();
});

test('a key without the permission, and a stranger, are refused', async () => {
  const statusFor = async (path: string, headers: Record<string, string>) => (await open(path, headers)).answer.status;
  const only = (scope: Scope) => http.headersFor(scope);
  expect(await statusFor('/api/events', await only('contacts:read'))).toBe(403);
  expect(await statusFor('/api/events', { 'x-api-key': 'nobody' })).toBe(401);
  expect(await statusFor(`/api/sessions/${id}/grabs/${grabId}/events`, await only('sessions:read'))).toBe(403);
  expect(await statusFor(`/api/sessions/s2/grabs/${grabId}/events`, admin)).toBe(404);
  expect(await statusFor(`/api/sessions/${id}/grabs/${grabId}/events`, admin)).toBe(200);
});

test.each(['', '*/*', 'application/json', 'text/event-stream;q=0'])(
  'a caller who accepts "%s" is told what there is',
  async (accept) => {
    const { answer, next } = await open('/api/events', { ...admin, accept });
    expect(answer.status).toBe(406);
    expect(await next()).toContain('"code":"not_acceptable"');
  },
);

test('a stream ends at the next event after its key was revoked', async () => {
  const key = await http.keys.create({ name: 'k', scopes: ['admin'] }, systemCaller);
  vi.useFakeTimers({ toFake: ['Date'] });
  const { next } = await open('/api/events', { 'x-api-key': key.key });
  expect(await next()).toContain('event: snapshot');
  await http.keys.revoke(key.row.id, systemCaller);
  vi.setSystemTime(Date.now() + 6_000);
  await grab();
  expect(await next()).toBeUndefined();
  expect(listening).toBe(0);
});

test('a reader who leaves is forgotten', async () => {
  const { next, leave } = await open('/api/events');
  await next();
  expect(listening).toBe(1);
  await leave();
  await vi.waitFor(() => expect(listening).toBe(0));
});

test('a database that fails answers as a failure, and keeps no listener', async () => {
  const { schema } = http.storage.db;
  await schema.alterTable('grabs').renameTo('away').execute();
  const { answer, next } = await open('/api/events');
  await schema.alterTable('away').renameTo('grabs').execute();
  expect(answer.status).toBe(500);
  expect(await next()).toContain('"code":"internal"');
  expect(listening).toBe(0);
});
