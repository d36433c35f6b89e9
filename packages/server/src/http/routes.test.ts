import {
  contactsAnswer,
  contactsDeleted,
  done,
  engineAllContactsAnswer,
  engineContactsAnswer,
  engineDone,
  engineFailure,
  engineGroupsAnswer,
  engineQrAnswer,
  engineSessionAnswer,
  engineSessionList,
  engineSessionMoved,
  engineStatus,
  failure,
  grabAllAnswer,
  grabAnswer,
  grabContactsAnswer,
  grabErrorList,
  grabGroupsAnswer,
  grabList,
  grabWithErrors,
  health,
  pairingCodeAnswer,
  qrAnswer,
  type Scope,
  sessionAnswer,
  sessionCreated,
  sessionList,
  sessionMoved,
  sessionStatusAnswer,
} from '@grabber/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../core/index.ts';
import { buildHttp } from './index.ts';
import { adminKey, at, type Fixture, fixture } from './testing.ts';

type Method = 'GET' | 'POST' | 'DELETE';
type Route = [Method, pattern: string, Scope | 'public', z.ZodType, { payload?: object; status?: number }?];

const welcome = z.object({ success: z.literal(true), message: z.string(), api: z.string(), health: z.string() });

/** Every route with its scope and the schema of its answer. */
const routes: Route[] = [
  ['GET', '/', 'public', welcome],
  ['GET', '/health', 'public', health],
  ['GET', '/api/engine-status', 'sessions:read', engineStatus],
  ['GET', '/api/sessions', 'sessions:read', sessionList],
  ['GET', '/api/sessions/active', 'sessions:read', sessionList],
  ['POST', '/api/sessions', 'sessions:write', sessionCreated, { payload: { name: 'x' }, status: 201 }],
  ['GET', '/api/sessions/:session_id', 'sessions:read', sessionAnswer],
  ['GET', '/api/sessions/:session_id/status', 'sessions:read', sessionStatusAnswer],
  ['DELETE', '/api/sessions/:session_id', 'sessions:write', done],
  ['POST', '/api/sessions/:session_id/connect', 'sessions:write', sessionMoved],
  ['POST', '/api/sessions/:session_id/reconnect', 'sessions:write', sessionMoved],
  ['POST', '/api/sessions/:session_id/logout', 'sessions:write', sessionMoved],
  ['GET', '/api/sessions/:session_id/qr', 'sessions:read', qrAnswer],
  [
    'POST',
    '/api/sessions/:session_id/pairing-code',
    'sessions:write',
    pairingCodeAnswer,
    { payload: { phone_number: '0812345678' } },
  ],
  ['GET', '/api/sessions/:session_id/contacts', 'contacts:read', contactsAnswer],
  ['DELETE', '/api/sessions/:session_id/contacts', 'contacts:write', contactsDeleted],
  ['POST', '/api/sessions/:session_id/grabs', 'grabs:run', grabAnswer, { payload: { kind: 'groups' }, status: 202 }],
  ['GET', '/api/sessions/:session_id/grabs', 'contacts:read', grabList],
  ['GET', '/api/sessions/:session_id/grabs/:grab_id', 'contacts:read', grabWithErrors],
  ['GET', '/api/sessions/:session_id/grabs/:grab_id/errors', 'contacts:read', grabErrorList],
  ['POST', '/api/sessions/:session_id/grabs/:grab_id/cancel', 'grabs:run', grabAnswer],
  ['GET', '/api/sessions/:session_id/grab-groups', 'grabs:run', grabGroupsAnswer],
  ['GET', '/api/sessions/:session_id/grab-contacts', 'grabs:run', grabContactsAnswer],
  ['GET', '/api/sessions/:session_id/grab-all', 'grabs:run', grabAllAnswer],
  ['GET', '/sessions', 'sessions:read', engineSessionList],
  ['POST', '/sessions/create', 'sessions:write', engineSessionMoved, { payload: { sessionId: 'toko-1' } }],
  ['GET', '/sessions/:sessionId/qr', 'sessions:read', engineQrAnswer],
  ['GET', '/sessions/:sessionId/status', 'sessions:read', engineSessionAnswer],
  ['POST', '/sessions/:sessionId/reconnect', 'sessions:write', engineSessionMoved],
  ['DELETE', '/sessions/:sessionId', 'sessions:write', engineDone],
  ['GET', '/sessions/:sessionId/groups', 'grabs:run', engineGroupsAnswer],
  ['GET', '/sessions/:sessionId/contacts', 'grabs:run', engineContactsAnswer],
  ['GET', '/sessions/:sessionId/all-contacts', 'grabs:run', engineAllContactsAnswer],
];

let { app, world, call }: Fixture = fixture();
beforeEach(() => {
  ({ app, world, call } = fixture());
  world.pairing = { ...world.pairing, pairing_code: 'ABCD1234', pairing_code_expires_at: at };
});
afterEach(() => app.close());

const address = (pattern: string, session = 's1') =>
  pattern.replace(/:session_?[iI]d/, session).replace(':grab_id', '7');
const failureOf = (pattern: string) => (pattern.startsWith('/sessions') ? engineFailure : failure).strict();
const protectedRoutes = routes.filter(([, , scope]) => scope !== 'public');
const sessionRoutes = routes.filter(([, pattern]) => pattern.includes(':'));

test('the table above lists every route there is', async () => {
  const registered: string[] = [];
  const probe = fixture((deps) => {
    const server = buildHttp(deps);
    server.addHook('onRoute', ({ method, url, config }) => void registered.push(`${method} ${url} ${config?.scope}`));
    return server;
  });
  await probe.app.ready();
  expect(registered.sort()).toEqual(routes.map(([method, pattern, scope]) => `${method} ${pattern} ${scope}`).sort());
});

test.each(routes)(
  '%s %s answers with its schema and its scope suffices',
  async (method, pattern, scope, schema, more = {}) => {
    const { payload, status = 200 } = more;
    const answer = await call({
      method,
      url: address(pattern),
      headers: { 'x-api-key': scope },
      ...(payload && { payload }),
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(strictly(schema).parse(answer.json())).toEqual(answer.json());
  },
);

test.each(protectedRoutes)(
  '%s %s refuses a caller without a key, or with one for something else',
  async (method, pattern, scope) => {
    const bare = await call({ method, url: address(pattern) });
    expect(bare.statusCode).toBe(401);
    expect(failureOf(pattern).parse(bare.json()).code).toBe('unauthorized');
    const other = scope === 'grabs:run' ? 'contacts:write' : 'grabs:run';
    const wrong = await call({ method, url: address(pattern), headers: { 'x-api-key': other } });
    expect(wrong.statusCode).toBe(403);
    expect(failureOf(pattern).parse(wrong.json()).code).toBe('forbidden');
    expect(world.calls).toEqual([]);
  },
);

test.each(sessionRoutes)(
  '%s %s says when the session is not there',
  async (method, pattern, _scope, _schema, { payload } = {}) => {
    const url = address(pattern, 'unknown');
    const answer = await call({ method, url, headers: { 'x-api-key': adminKey }, ...(payload && { payload }) });
    expect(answer.statusCode).toBe(404);
    const body = failureOf(pattern).parse(answer.json()) as { error: string };
    expect(body.error).toBe(pattern.startsWith('/sessions') ? 'Session not found' : 'Session tidak ditemukan');
  },
);

test.each(protectedRoutes.filter(([, pattern]) => pattern !== '/api/engine-status'))(
  '%s %s passes a failure below it on, as one of its own contract',
  async (method, pattern, _scope, _schema, { payload } = {}) => {
    world.failure = new AppError('upstream', { cause: new Error('secret reason') });
    const headers = { 'x-api-key': adminKey };
    const answer = await call({ method, url: address(pattern), headers, ...(payload && { payload }) });
    expect(answer.statusCode).toBe(502);
    expect(failureOf(pattern).parse(answer.json()).code).toBe('upstream');
    expect(answer.body).not.toContain('secret reason');
  },
);

/** The schema without room for fields that it does not name. */
function strictly(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}
