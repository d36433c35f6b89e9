import {
  apiKeyCreated,
  apiKeyList,
  apiKeyRotated,
  auditList,
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
  invitationCreated,
  invitationList,
  me,
  pairingCodeAnswer,
  personAnswer,
  personList,
  qrAnswer,
  type Scope,
  sessionAnswer,
  sessionCreated,
  sessionList,
  sessionMoved,
  sessionStatusAnswer,
  setupState,
  signedIn,
  signInList,
  signInsEnded,
} from '@grabber/contract';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../core/index.ts';
import { buildHttp } from './index.ts';
import { adminKey, at, type Fixture, fixture } from './testing.ts';
import { signInToken } from './testing-access.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type Route = [Method, pattern: string, Scope | 'anyone' | 'public', z.ZodType, { payload?: object; status?: number }?];

const welcome = z.object({ success: z.literal(true), message: z.string(), api: z.string(), health: z.string() });

const somebody = { username: 'budi', name: 'Budi', password: 'correct horse' };

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
  ['POST', '/api/sessions/:session_id/grabs/:grab_id/retry', 'grabs:run', grabAnswer, { status: 202 }],
  ['POST', '/api/sessions/:session_id/grabs/:grab_id/cancel', 'grabs:run', grabAnswer],
  ['GET', '/api/sessions/:session_id/grab-groups', 'grabs:run', grabGroupsAnswer],
  ['GET', '/api/sessions/:session_id/grab-contacts', 'grabs:run', grabContactsAnswer],
  ['GET', '/api/sessions/:session_id/grab-all', 'grabs:run', grabAllAnswer],
  ['GET', '/api/setup', 'public', setupState],
  ['POST', '/api/setup', 'public', signedIn, { payload: { ...somebody, setup_token: 'x' }, status: 201 }],
  ['POST', '/api/invitations/accept', 'public', signedIn, { payload: { ...somebody, token: 'x' }, status: 201 }],
  ['POST', '/api/sign-in', 'public', signedIn, { payload: { username: 'budi', password: 'x' } }],
  ['POST', '/api/sign-out', 'anyone', done],
  ['GET', '/api/me', 'anyone', me],
  ['POST', '/api/me/password', 'anyone', done, { payload: { current_password: 'x', new_password: 'correct horse' } }],
  ['GET', '/api/me/sign-ins', 'anyone', signInList],
  ['DELETE', '/api/me/sign-ins', 'anyone', signInsEnded],
  ['DELETE', '/api/me/sign-ins/:id', 'anyone', done],
  ['GET', '/api/people', 'admin', personList],
  ['PATCH', '/api/people/:id', 'admin', personAnswer, { payload: { role: 'viewer' } }],
  ['DELETE', '/api/people/:id', 'admin', done],
  ['DELETE', '/api/people/:id/sign-ins', 'admin', signInsEnded],
  ['GET', '/api/invitations', 'admin', invitationList],
  ['POST', '/api/invitations', 'admin', invitationCreated, { payload: { role: 'viewer' }, status: 201 }],
  ['DELETE', '/api/invitations/:id', 'admin', done],
  ['GET', '/api/keys', 'keys:write', apiKeyList],
  ['POST', '/api/keys', 'keys:write', apiKeyCreated, { payload: { name: 'x', scopes: ['keys:write'] }, status: 201 }],
  ['POST', '/api/keys/:id/rotate', 'keys:write', apiKeyRotated, { payload: {} }],
  ['DELETE', '/api/keys/:id', 'keys:write', done],
  ['GET', '/api/audit', 'audit:read', auditList],
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

/** Routes that answer with no JSON; tests of their own look at them. */
const otherRoutes = [
  'GET /api/audit/export audit:read',
  'GET /api/events sessions:read',
  'GET /api/sessions/:session_id/grabs/:grab_id/events contacts:read',
  'GET /assets/* public',
  'GET /icon.svg public',
  'GET /openapi.json public',
];

/** A caller who may do this and nothing else; whatever anyone may do is asked by somebody who signed in. */
function callerWith(scope: Route[2]): Record<string, string> {
  if (scope === 'anyone') return { cookie: `grabber_sign_in=${signInToken}`, 'sec-fetch-site': 'same-origin' };
  return { 'x-api-key': scope === 'admin' ? adminKey : scope };
}

const address = (pattern: string, session = 's1') =>
  pattern.replace(/:session_?[iI]d/, session).replace(/:(grab_)?id$|:(grab_)?id(?=\/)/, '7');
const failureOf = (pattern: string) => (pattern.startsWith('/sessions') ? engineFailure : failure).strict();
const protectedRoutes = routes.filter(([, , scope]) => scope !== 'public');
const scopedRoutes = protectedRoutes.filter(([, , scope]) => scope !== 'anyone');
const sessionRoutes = routes.filter(([, pattern]) => pattern.includes(':session'));

/** Routes of features that `every-route.test.ts` asks with their real services. */
const featureRoutes =
  /^\/api\/(analytics|backups|bulk|changes|contacts|duplicates|erasures|exports?|export-columns|groups|imports|jobs|lists|merges|opt-outs|personal-data|segments|settings|tag-rules|tags|webhooks)(\/|$)|\/(schedule|comparison|timeline)$/;

test('the table above lists every route there is', async () => {
  const registered: string[] = [];
  const probe = fixture((deps) => {
    const server = buildHttp(deps);
    server.addHook('onRoute', ({ method, url, config }) => {
      if (!url.startsWith('/docs') && !featureRoutes.test(url)) registered.push(`${method} ${url} ${config?.scope}`);
    });
    return server;
  });
  await probe.app.ready();
  const listed = routes.map(([method, pattern, scope]) => `${method} ${pattern} ${scope}`);
  expect(registered.sort()).toEqual([...listed, ...otherRoutes].sort());
});

test.each(routes)(
  '%s %s answers with its schema and its scope suffices',
  async (method, pattern, scope, schema, more = {}) => {
    const { payload, status = 200 } = more;
    const answer = await call({
      method,
      url: address(pattern),
      headers: callerWith(scope),
      ...(payload && { payload }),
    });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(strictly(schema).parse(answer.json())).toEqual(answer.json());
  },
);

test.each(protectedRoutes)('%s %s refuses a caller without a key', async (method, pattern) => {
  const bare = await call({ method, url: address(pattern) });
  expect(bare.statusCode).toBe(401);
  expect(failureOf(pattern).parse(bare.json()).code).toBe('unauthorized');
  expect(world.calls).toEqual([]);
});

test.each(scopedRoutes)('%s %s refuses a caller whose key is for something else', async (method, pattern, scope) => {
  const other = scope === 'grabs:run' ? 'contacts:write' : 'grabs:run';
  const wrong = await call({ method, url: address(pattern), headers: { 'x-api-key': other } });
  expect(wrong.statusCode).toBe(403);
  expect(failureOf(pattern).parse(wrong.json()).code).toBe('forbidden');
  expect(world.calls).toEqual([]);
});

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

test.each(protectedRoutes.filter(([, pattern]) => pattern !== '/api/engine-status' && pattern !== '/api/me'))(
  '%s %s passes a failure below it on, as one of its own contract',
  async (method, pattern, scope, _schema, { payload } = {}) => {
    world.failure = new AppError('upstream', { cause: new Error('secret reason') });
    const headers = callerWith(scope === 'anyone' ? scope : 'admin');
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
