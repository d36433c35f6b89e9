import { apiKeyCreated, auditList, invitationCreated, me, personList, signInList } from '@grabber/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { systemCaller } from '../auth/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

const budi = { username: 'budi', name: 'Budi', password: 'correct horse battery' };
const siti = { username: 'siti', name: 'Siti', password: 'another long password' };
const own = { 'sec-fetch-site': 'same-origin' };

describeDialect('sqlite', 'access over HTTP', (open, database) => {
  let storage: Storage;
  let http: RealHttp;
  let admin = '';
  let cookie = '';

  beforeAll(async () => {
    storage = await open();
    http = await realHttp(storage, database.url());
    admin = (await http.keys.create({ name: 'admin', scopes: ['admin'] }, systemCaller)).key;
    const setup_token = await http.access.entering.openSetup();
    const answer = await call('POST', '/api/setup', { payload: { ...budi, setup_token } });
    expect(answer.statusCode).toBe(201);
    cookie = cookieOf(answer);
  });
  afterAll(() => http?.close());

  type Options = { payload?: object; headers?: Record<string, string> };
  const call = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, { payload, headers = {} }: Options = {}) =>
    http.app.inject({ method, url, headers, ...(payload && { payload }) });
  type Answer = Awaited<ReturnType<typeof call>>;
  const cookieOf = ({ cookies }: Answer) => `${cookies[0]?.name}=${cookies[0]?.value}`;
  const asKey = (key: string) => ({ 'x-api-key': key });
  const asBudi = (more: Record<string, string> = own) => ({ cookie, ...more });

  async function join(role: 'owner' | 'operator' | 'viewer', username: string): Promise<string> {
    const invited = await call('POST', '/api/invitations', { headers: asBudi(), payload: { role } });
    const { token } = invitationCreated.parse(invited.json()).data;
    const payload = { ...siti, username, token };
    return cookieOf(await call('POST', '/api/invitations/accept', { payload }));
  }

  const lastDeed = async () => {
    const answer = await call('GET', '/api/audit?limit=1', { headers: asKey(admin) });
    return auditList.parse(answer.json()).data.entries[0];
  };

  describe('a sign-in', () => {
    test('is a cookie out of reach of scripts and other sites', async () => {
      const answer = await call('POST', '/api/sign-in', { payload: budi });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['set-cookie']).toMatch(
        /^grabber_sign_in=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/,
      );
      expect(answer.json().data.person).toMatchObject({ username: 'budi', role: 'owner' });
      expect(answer.body).not.toContain('password');
      const whoami = me.parse((await call('GET', '/api/me', { headers: { cookie: cookieOf(answer) } })).json()).data;
      expect(whoami).toMatchObject({ kind: 'person', name: 'Budi', role: 'owner', scopes: ['admin'], sessions: null });
    });

    test('ends by signing out', async () => {
      const mine = cookieOf(await call('POST', '/api/sign-in', { payload: budi }));
      const out = await call('POST', '/api/sign-out', { headers: { cookie: mine, ...own } });
      expect(out.headers['set-cookie']).toMatch(/^grabber_sign_in=; .*Expires=Thu, 01 Jan 1970/);
      expect((await call('GET', '/api/me', { headers: { cookie: mine } })).statusCode).toBe(401);
    });

    test('is listed, and ended from another browser', async () => {
      const mine = cookieOf(await call('POST', '/api/sign-in', { payload: budi, headers: { 'user-agent': 'Opera' } }));
      const list = async () =>
        signInList.parse((await call('GET', '/api/me/sign-ins', { headers: asBudi() })).json()).data.sign_ins;
      const found = (await list()).find(({ user_agent }) => user_agent === 'Opera');
      expect((await list()).filter(({ current }) => current)).toHaveLength(1);
      expect((await call('DELETE', `/api/me/sign-ins/${found?.id}`, { headers: asBudi() })).statusCode).toBe(200);
      expect((await call('DELETE', `/api/me/sign-ins/${found?.id}`, { headers: asBudi() })).statusCode).toBe(404);
      expect((await call('GET', '/api/me', { headers: { cookie: mine } })).statusCode).toBe(401);
    });

    test('fails with one answer, and is slowed down with the time to wait', async () => {
      const wrong = (username: string) =>
        call('POST', '/api/sign-in', { payload: { username, password: 'wrong password' } });
      const known = await wrong('budi');
      const unknown = await wrong('nobody');
      expect(known.statusCode).toBe(401);
      const { request_id: _, ...body } = known.json();
      expect(unknown.json()).toMatchObject(body);
      for (let index = 0; index < 4; index++) await wrong('nobody');
      const slowed = await wrong('nobody');
      expect(slowed.statusCode).toBe(429);
      expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(25);
    });
  });

  describe('with a cookie, a change', () => {
    const change = (headers: Record<string, string>, url = '/api/sessions') =>
      call('POST', url, { headers: asBudi(headers), payload: { name: 'x' } });

    test.each([
      [{ 'sec-fetch-site': 'cross-site' }],
      [{ 'sec-fetch-site': 'same-site' }],
      [{ origin: 'http://evil.example' }],
      [{ origin: 'null' }],
      [{ origin: 'http://localhost:81' }],
      [{}],
    ])('from elsewhere is refused: %j', async (headers) => {
      const answer = await change({ host: 'localhost', ...headers });
      expect(answer.statusCode).toBe(403);
      expect(answer.json().code).toBe('cross_site');
    });

    test.each([
      [{ 'sec-fetch-site': 'same-origin' }],
      [{ origin: 'http://localhost' }],
      [{ origin: 'http://192.168.1.5:8000', host: '192.168.1.5:8000' }],
    ])('from our page goes through: %j', async (headers) => {
      expect((await change({ host: 'localhost', ...headers })).statusCode).toBe(201);
    });

    test('by an address that grabs is refused too, and reading across sites', async () => {
      const headers = asBudi({});
      expect((await call('GET', '/api/sessions/x/grab-all', { headers })).json().code).toBe('cross_site');
      expect((await call('GET', '/api/sessions', { headers })).statusCode).toBe(200);
      const across = asBudi({ 'sec-fetch-site': 'cross-site' });
      expect((await call('GET', '/api/sessions', { headers: across })).json().code).toBe('cross_site');
    });

    test('signing somebody in from another page is refused', async () => {
      const headers = { origin: 'http://evil.example' };
      expect((await call('POST', '/api/sign-in', { payload: budi, headers })).json().code).toBe('cross_site');
    });

    test('with a key needs none of this', async () => {
      const headers = { ...asKey(admin), origin: 'http://evil.example' };
      expect((await call('POST', '/api/sessions', { payload: { name: 'x' }, headers })).statusCode).toBe(201);
    });
  });

  test('the first start is over once there is an owner', async () => {
    expect((await call('GET', '/api/setup')).json().data).toEqual({ needed: false });
    const late = await call('POST', '/api/setup', { payload: { ...siti, setup_token: 'x' } });
    expect(late.statusCode).toBe(409);
  });

  test('roles open what they say', async () => {
    const viewer = { cookie: await join('viewer', 'viewer'), ...own };
    const operator = { cookie: await join('operator', 'operator'), ...own };
    const create = (headers: Record<string, string>) =>
      call('POST', '/api/sessions', { headers, payload: { name: 'x' } });
    expect((await call('GET', '/api/sessions', { headers: viewer })).statusCode).toBe(200);
    expect((await create(viewer)).statusCode).toBe(403);
    expect((await create(operator)).statusCode).toBe(201);
    for (const url of ['/api/people', '/api/keys', '/api/audit', '/api/invitations']) {
      expect((await call('GET', url, { headers: operator })).statusCode).toBe(403);
      expect((await call('GET', url, { headers: asBudi() })).statusCode).toBe(200);
    }
  });

  test('owners manage people', async () => {
    const theirs = { cookie: await join('viewer', 'helper'), ...own };
    const people = personList.parse((await call('GET', '/api/people?total=true', { headers: asBudi() })).json()).data;
    const { id = 0 } = people.people.find(({ username }) => username === 'helper') ?? {};
    const promoted = await call('PATCH', `/api/people/${id}`, { headers: asBudi(), payload: { role: 'operator' } });
    expect(promoted.json().data.person.role).toBe('operator');
    await call('DELETE', `/api/people/${id}/sign-ins`, { headers: asBudi() });
    expect((await call('GET', '/api/me', { headers: theirs })).statusCode).toBe(401);
    expect((await call('DELETE', `/api/people/${id}`, { headers: asBudi() })).statusCode).toBe(200);
    expect((await call('DELETE', `/api/people/${id}`, { headers: asBudi() })).json().code).toBe('person_not_found');
    expect(await lastDeed()).toMatchObject({ action: 'person_removed', actor_kind: 'person', address: '127.0.0.1' });
  });

  test.each([
    ['/api/invitations/accept', { ...siti, token: 'x', password: 'short' }, 'password'],
    ['/api/invitations/accept', { ...siti, token: 'x', username: '../x' }, 'username'],
    ['/api/invitations/accept', { ...siti, token: 'x', name: 'a\u0000b' }, 'name'],
    ['/api/sign-in', { username: 'budi', password: 'x'.repeat(201) }, 'password'],
    ['/api/sign-in', { username: { $ne: '' }, password: 'x' }, 'username'],
    ['/api/sign-in', { username: 'a\u0000b', password: 'x' }, 'username'],
    ['/api/sign-in', { username: '\ud800', password: 'x' }, 'username'],
  ])('%s refuses %j', async (url, payload, field) => {
    const answer = await call('POST', url, { payload });
    expect(answer.statusCode).toBe(422);
    expect(Object.keys(answer.json().errors)).toContain(field);
  });

  describe('keys', () => {
    const make = async (payload: object, headers: Record<string, string> = asKey(admin)) =>
      call('POST', '/api/keys', { headers, payload: { name: 'crm', scopes: ['sessions:read'], ...payload } });

    test('are bound to sessions that there are', async () => {
      const { id } = await http.grabbedSession('Toko', '6281');
      expect((await make({ sessions: ['never-there'] })).json().code).toBe('session_not_found');
      const { api_key, key } = apiKeyCreated.parse((await make({ sessions: [id] })).json()).data;
      expect(api_key).toMatchObject({ sessions: [id], scopes: ['sessions:read'] });
      expect((await call('GET', `/api/sessions/${id}`, { headers: asKey(key) })).statusCode).toBe(200);
      expect((await call('GET', '/api/sessions', { headers: asKey(key) })).json().sessions).toHaveLength(1);
    });

    test('create sessions only with a scope for it, and may touch these then', async () => {
      const scopes = ['sessions:read', 'sessions:write'] as const;
      const bound = async (more: 'sessions:create'[]) =>
        (await http.keys.create({ name: 'x', scopes: [...scopes, ...more], sessions: [] }, systemCaller)).key;
      const create = (key: string) => call('POST', '/api/sessions', { headers: asKey(key), payload: { name: 'x' } });
      expect((await create(await bound([]))).json()).toMatchObject({ details: { scope: 'sessions:create' } });
      const key = await bound(['sessions:create']);
      const { session } = (await create(key)).json();
      expect((await call('GET', '/api/sessions', { headers: asKey(key) })).json().sessions).toMatchObject([
        { session_id: session.session_id },
      ]);
      const taken = { sessionId: (await http.grabbedSession('Lain', '6282')).id };
      const answer = await call('POST', '/sessions/create', { headers: asKey(key), payload: taken });
      expect(answer.statusCode).toBe(404);
      expect((await call('DELETE', `/api/sessions/${session.session_id}`, { headers: asKey(key) })).statusCode).toBe(
        200,
      );
      const again = await call('POST', '/sessions/create', {
        headers: asKey(admin),
        payload: { sessionId: session.session_id },
      });
      expect(again.statusCode).toBe(200);
      expect((await call('GET', '/api/sessions', { headers: asKey(key) })).json().sessions).toEqual([]);
    });

    test('are rotated and revoked', async () => {
      const { api_key, key } = apiKeyCreated.parse((await make({})).json()).data;
      const rotate = (payload: object) =>
        call('POST', `/api/keys/${api_key.id}/rotate`, { headers: asKey(admin), payload });
      const second = (await rotate({ grace_seconds: 60 })).json().data;
      expect(Date.parse(second.old_key_valid_until)).toBeGreaterThan(Date.now());
      const works = async (text: string) => (await call('GET', '/api/sessions', { headers: asKey(text) })).statusCode;
      expect([await works(key), await works(second.key)]).toEqual([200, 200]);
      const third = (await rotate({})).json().data;
      expect(third.old_key_valid_until).toBeNull();
      expect([await works(key), await works(second.key), await works(third.key)]).toEqual([401, 401, 200]);
      const revoke = () => call('DELETE', `/api/keys/${api_key.id}`, { headers: asKey(admin) });
      expect((await revoke()).statusCode).toBe(200);
      expect((await revoke()).json().code).toBe('key_not_found');
      expect(await works(third.key)).toBe(401);
    });

    test('cannot do what only people do', async () => {
      for (const [method, url] of [
        ['POST', '/api/sign-out'],
        ['GET', '/api/me/sign-ins'],
      ] as const)
        expect((await call(method, url, { headers: asKey(admin) })).json().code).toBe('people_only');
    });

    test('bound to sessions reach no people, whatever their scopes', async () => {
      const { key } = await http.keys.create({ name: 'x', scopes: ['admin'], sessions: [] }, systemCaller);
      for (const url of ['/api/people', '/api/invitations'])
        expect((await call('GET', url, { headers: asKey(key) })).statusCode).toBe(403);
    });
  });

  describe('the audit log', () => {
    let id = '';
    beforeEach(async () => {
      ({ id } = await http.grabbedSession('Toko', '6283'));
    });

    test('says who did what to which session, and nothing of what was refused', async () => {
      const deeds = async () => {
        const answer = await call('GET', `/api/audit?session_id=${id}&sort=id`, { headers: asKey(admin) });
        return auditList.parse(answer.json()).data.entries;
      };
      await call('POST', `/api/sessions/${id}/grabs`, { headers: asBudi(), payload: {} });
      await call('DELETE', `/api/sessions/${id}/contacts`, { headers: asKey(admin) });
      await call('POST', `/api/sessions/${id}/grabs`, { headers: asKey(admin), payload: { kind: 'nonsense' } });
      await call('DELETE', `/api/sessions/${id}`, { headers: asKey(admin) });
      await call('DELETE', `/api/sessions/${id}`, { headers: asKey(admin) });
      expect((await deeds()).map(({ action, actor_kind }) => `${action} by ${actor_kind}`)).toEqual([
        'grab_started by person',
        'contacts_deleted by api_key',
        'session_deleted by api_key',
      ]);
      expect(JSON.stringify(await deeds())).not.toMatch(/Toko|6283|Budi/);
    });

    test('notes a repeated request once, and keeps no trace of a password', async () => {
      const count = async () => {
        const answer = await call('GET', `/api/audit?total=true&session_id=${id}`, { headers: asKey(admin) });
        return auditList.parse(answer.json()).data.total;
      };
      const before = (await count()) ?? 0;
      const headers = { ...asKey(admin), 'idempotency-key': 'once' };
      const grab = () => call('POST', `/api/sessions/${id}/grabs`, { headers, payload: {} });
      expect((await grab()).json()).toEqual((await grab()).json());
      expect(await count()).toBe(before + 1);
      const payload = { current_password: 'wrong', new_password: budi.password };
      await call('POST', '/api/me/password', { headers: asBudi({ ...own, 'idempotency-key': 'pw' }), payload });
      await call('POST', '/api/me/password', {
        headers: asBudi({ ...own, 'idempotency-key': 'pw' }),
        payload: { ...payload, current_password: budi.password },
      });
      const kept = await storage.db.selectFrom('kept_answers').selectAll().execute();
      expect(kept).toHaveLength(1);
    });

    test.each([
      ['jsonl', 'application/jsonl; charset=utf-8'],
      ['csv', 'text/csv; charset=utf-8'],
    ])('is exported whole as %s, and that is written down', async (format, type) => {
      await call('DELETE', `/api/sessions/${id}/contacts`, { headers: asKey(admin) });
      const url = `/api/audit/export?format=${format}&session_id=${id}`;
      const answer = await call('GET', url, { headers: asKey(admin) });
      expect(answer.headers['content-type']).toBe(type);
      expect(answer.headers['content-disposition']).toBe(`attachment; filename="audit.${format}"`);
      const lines = answer.body.trim().split(/\r?\n/);
      expect(lines).toHaveLength(format === 'csv' ? 2 : 1);
      if (format === 'jsonl') expect(JSON.parse(lines[0] ?? '')).toMatchObject({ action: 'contacts_deleted' });
      else expect(lines[1]).toMatch(/^"\d+","[^"]+Z","api_key","\d+","contacts_deleted","[^"]+","127.0.0.1","\{\}"$/);
      expect(await lastDeed()).toMatchObject({ action: 'audit_exported' });
    });

    test('keeps formulas out of spreadsheets', async () => {
      await http.access.audit.record(systemCaller, { action: 'grab_started', session_id: '@SUM' });
      const answer = await call('GET', '/api/audit/export?format=csv&session_id=@SUM', { headers: asKey(admin) });
      expect(answer.body).toContain(`"'@SUM"`);
    });
  });
});
