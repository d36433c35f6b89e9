import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppError } from '../../core/index.ts';
import { buildHttp } from '../build.ts';
import { adminKey, aGrab, aSession, type Fixture, fixture, listen } from '../testing.ts';

let revoked = false;
let made: Fixture;
let base: string;

beforeEach(async () => {
  revoked = false;
  made = fixture((deps) => {
    const authenticate: typeof deps.keys.authenticate = async (text) => {
      if (revoked) throw new AppError('unauthorized');
      return await deps.keys.authenticate(text);
    };
    return buildHttp({ ...deps, keys: { ...deps.keys, authenticate } });
  });
  base = await listen(made);
});
afterEach(async () => {
  vi.useRealTimers();
  await made.app.close();
});

async function open(path: string, headers: Record<string, string> = {}) {
  const answer = await fetch(base + path, {
    headers: { 'x-api-key': adminKey, accept: 'text/event-stream', ...headers },
  });
  const reader = (answer.body ?? new Blob([]).stream()).pipeThrough(new TextDecoderStream()).getReader();
  return { answer, next: async () => (await reader.read()).value, leave: () => reader.cancel() };
}

const tell = (changed: Parameters<typeof aGrab>[0]) => {
  for (const listener of made.world.grabListeners) listener(aGrab(changed));
};

test('events are of the kind that browsers read, and nothing between keeps them back', async () => {
  const { answer, next, leave } = await open('/api/events');
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  expect(answer.headers.get('x-accel-buffering')).toBe('no');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-encoding')).toBe(null);
  expect(await next()).toMatch(/^id: \d{13}\nevent: snapshot\ndata: \{"sessions":\[.*\],"grabs":\[.*\]\}\n\n$/);
  await leave();
});

test('a key that may not read contacts hears nothing of grabs', async () => {
  const { next, leave } = await open('/api/events', { 'x-api-key': 'sessions:read' });
  expect(await next()).toContain('"grabs":[]');
  tell({ status: 'running' });
  for (const listener of made.world.sessionListeners) listener(aSession({ status: 'qr_ready' }), 'changed');
  expect(await next()).toContain('event: session\n');
  await leave();
});

test('a key without the permission, and a stranger, are refused', async () => {
  expect((await open('/api/events', { 'x-api-key': 'contacts:read' })).answer.status).toBe(403);
  expect((await open('/api/events', { 'x-api-key': 'nobody' })).answer.status).toBe(401);
  expect((await open('/api/sessions/s1/grabs/7/events', { 'x-api-key': 'sessions:read' })).answer.status).toBe(403);
  expect((await open('/api/sessions/s2/grabs/7/events')).answer.status).toBe(404);
});

test.each(['', '*/*', 'application/json', 'text/event-stream;q=0'])(
  'a caller who accepts "%s" is told what there is',
  async (accept) => {
    const { answer, next } = await open('/api/events', { accept });
    expect(answer.status).toBe(406);
    expect(await next()).toContain('"code":"not_acceptable"');
  },
);

test('a stream ends at the next event after its key was revoked', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { next } = await open('/api/events');
  expect(await next()).toContain('event: snapshot');
  revoked = true;
  vi.setSystemTime(Date.now() + 6_000);
  tell({ status: 'running' });
  expect(await next()).toBeUndefined();
  expect(made.world.grabListeners.size).toBe(0);
});

test('a reader who leaves is forgotten', async () => {
  const { next, leave } = await open('/api/events');
  await next();
  expect(made.world.grabListeners.size).toBe(1);
  await leave();
  await vi.waitFor(() => expect(made.world.grabListeners.size).toBe(0));
});

test('a database that fails answers as a failure, and keeps no listener', async () => {
  made.world.failure = new Error('gone');
  const { answer, next } = await open('/api/events');
  expect(answer.status).toBe(500);
  expect(await next()).toContain('"code":"internal"');
  expect(made.world.grabListeners.size).toBe(0);
});
