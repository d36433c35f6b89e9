import {
  apiKeyList,
  auditList,
  type ContactListItem,
  contactsAnswer,
  engineSessionList,
  importAnswer,
  jobAnswer,
  sessionList,
  webhookCreated,
} from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { asSystem, systemCaller } from '../auth/index.ts';
import { describeDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

/** What would betray the hidden session in an answer, beside its id. */
const hiddenName = 'Rahasia';
const hiddenDigits = '62899000';

/** Fits every route's body, without the fields that a route says it does not have. */
const body = {
  name: 'x',
  phone_number: '0812345678',
  kind: 'all',
  scopes: ['contacts:read'],
  grace_seconds: 0,
  cron: '0 3 * * *',
};
const nobody = 'never-there';

type Asked = { method: string; pattern: string; isStream: boolean };
type Seen = { status: number; text: string };

describeDialect('sqlite', 'with a key bound to another session', (open, database) => {
  let http: RealHttp;
  let hidden: { id: string; grabId: number };
  let own: { id: string; grabId: number };
  let hiddenKeyId: number;
  const keys = { bound: '', all: '' };
  let asked: Asked[] = [];

  beforeAll(async () => {
    const storage = await open();
    http = await realHttp(storage, database.url());
    hidden = await http.grabbedSession(hiddenName, hiddenDigits);
    own = await http.grabbedSession('Toko', '62811000');
    const admin = { scopes: ['admin'] as const };
    keys.bound = (await http.keys.create({ ...admin, name: 'bound', sessions: [own.id] }, systemCaller)).key;
    keys.all = (await http.keys.create({ ...admin, name: 'all' }, systemCaller)).key;
    const { jobs } = http.features;
    jobs.register('hidden', { run: async () => ({ seen: hidden.id }) });
    const start = (scope: typeof systemCaller.principal) =>
      jobs.start({ kind: 'hidden', params: {}, scope, session_id: hidden.id });
    await jobs.wait((await start(systemCaller.principal)).id);
    const other = await http.keys.create({ ...admin, name: 'of the hidden', sessions: [hidden.id] }, systemCaller);
    hiddenKeyId = other.row.id;
    await http.access.audit.record(systemCaller, { action: 'contacts_deleted', session_id: hidden.id });
    await careForHidden();
    asked = http.routes
      .flatMap(({ method, url, ...route }) =>
        [method].flat().map((one) => ({ method: one, pattern: url, isStream: 'sse' in route })),
      )
      .filter(({ method }) => method !== 'HEAD' && method !== 'OPTIONS');
  }, 60_000);
  afterAll(() => http?.close());

  /** What users said about the hidden session's contacts, in their own words, which would betray it. */
  async function careForHidden(): Promise<void> {
    const { care } = http.features;
    const { principal } = systemCaller;
    const { rows } = await http.features.contactQueries.page({ q: hiddenName }, 'all', { limit: 10, sort: 'name' });
    const found: ContactListItem[] = JSON.parse(Buffer.from(rows).toString());
    const people = found.filter(({ type }) => type === 'individual').map(({ id }) => id);
    const tag = await care.tags.create(principal, { name: 'Pelanggan', color: 'red' });
    await care.tags.put(principal, people[0] ?? 0, { tag_ids: [tag.id], applies_to: 'person' });
    const query = { q: hiddenName };
    await care.rules.create(principal, { name: 'aturan', tag_id: tag.id, query, enabled: true });
    await care.segments.create(principal, { name: 'segmen', query });
    await care.merges.create(principal, { contact_ids: people, keep_contact_id: people[0] ?? 0 });
    const job = await care.bulk.start(principal, { action: { type: 'opt_in' }, selection: { query } });
    await http.features.jobs.wait(job.id);
  }

  const aboutSession = () => asked.filter(({ pattern }) => /:session_?id/i.test(pattern));
  const address = (pattern: string, session: string, grab: number, id: number) =>
    pattern
      .replace(/:session_?id/i, session)
      .replace(':grab_id', String(grab))
      .replace(':id', String(id))
      .replace('*', 'x');

  async function ask({ method, pattern, isStream }: Asked, session: string, key = keys.bound): Promise<Seen> {
    const url = http.base + address(pattern, session, hidden.grabId, hiddenKeyId);
    const headers: Record<string, string> = { 'x-api-key': key, 'x-request-id': 'same' };
    if (isStream) headers['accept'] = 'text/event-stream';
    const hasBody = method !== 'GET';
    if (hasBody) headers['content-type'] = 'application/json';
    const send = async (fields: object) =>
      await fetch(url, { method, headers, ...(hasBody && { body: JSON.stringify(fields) }) });
    const all: Record<string, unknown> = { ...body, sessionId: session, sessions: [session] };
    let answer = await send(all);
    if (answer.status === 422 && hasBody) {
      const { errors = {} } = (await answer.json()) as { errors?: Record<string, string[]> };
      answer = await send(Object.fromEntries(Object.entries(all).filter(([field]) => !(field in errors))));
    }
    if (isStream && answer.ok) return { status: answer.status, text: await firstEvents(answer) };
    return { status: answer.status, text: await answer.text() };
  }

  /** What a stream tells while both sessions change. */
  async function firstEvents(answer: Response): Promise<string> {
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let text = '';
    const grab = async (id: string) => {
      const { id: grabId } = await http.grabs.start(asSystem(id), 'all');
      await http.grabs.wait(grabId);
    };
    const changes = grab(hidden.id).then(() => grab(own.id));
    while (!/event: grab\n.*"finished_at":"|"kind":"finished"/s.test(text)) {
      const { value, done } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    await changes;
    await reader.cancel();
    return text;
  }

  const betrays = (text: string) => [hidden.id, hiddenName, hiddenDigits].filter((marker) => text.includes(marker));

  test('every route about a session answers as if the hidden one had never been there', async () => {
    expect(aboutSession().length).toBeGreaterThan(20);
    for (const route of aboutSession()) {
      const seen = await ask(route, hidden.id);
      const { status, text } = await ask(route, nobody);
      const what = `${route.method} ${route.pattern}`;
      expect({ what, status: seen.status }).toEqual({ what, status: 404 });
      expect({ what, text: seen.text }).toEqual({ what, text });
      expect(JSON.parse(seen.text).code, what).toBe('session_not_found');
      expect(status, what).toBe(404);
    }
  });

  test('every other route tells no row, count or event of it', async () => {
    const others = asked.filter((route) => !aboutSession().includes(route));
    expect(others.length).toBeGreaterThan(15);
    for (const route of others) {
      const { status, text } = await ask(route, hidden.id);
      const what = `${route.method} ${route.pattern}`;
      expect({ what, betrays: betrays(text) }).toEqual({ what, betrays: [] });
      expect({ what, status }).not.toEqual({ what, status: 500 });
    }
  }, 30_000);

  test("the hidden session's grabs are not found under the caller's own session", async () => {
    const routes = aboutSession().filter(({ pattern }) => pattern.includes(':grab_id'));
    expect(routes.length).toBeGreaterThanOrEqual(3);
    for (const route of routes) {
      const { status, text } = await ask(route, own.id);
      expect({ route, status, betrays: betrays(text) }).toEqual({ route, status: 404, betrays: [] });
    }
  });

  const sent = (method: string, path: string, given?: unknown, key = keys.bound) =>
    fetch(http.base + path, {
      method,
      headers: { 'x-api-key': key, ...(given ? { 'content-type': 'application/json' } : {}) },
      ...(given ? { body: JSON.stringify(given) } : {}),
    });
  const whoever = async (q: string): Promise<ContactListItem[]> => {
    const { rows } = await http.features.contactQueries.page({ q }, 'all', { limit: 10, sort: 'name' });
    return JSON.parse(Buffer.from(rows).toString());
  };

  test('exports of every kind hold its own people only, whatever is asked for', async () => {
    const hiddenRows = (await whoever(hiddenName)).map(({ id }) => id);
    const [group = 0] = (await whoever(hiddenDigits)).filter(({ type }) => type === 'group').map(({ id }) => id);
    const filter = { any: [{ all: [{ field: 'session', in: [hidden.id] }] }] };
    for (const format of ['csv', 'csv_google', 'jsonl', 'json', 'vcard3', 'vcard4']) {
      for (const selection of [{}, { query: { filter } }, { ids: hiddenRows }]) {
        const started = await sent('POST', '/api/exports', { format, ...selection });
        const { job } = jobAnswer.parse(await started.json()).data;
        await http.features.jobs.wait(job.id);
        const text = await (await sent('GET', `/api/jobs/${job.id}/file`)).text();
        expect({ format, selection, betrays: betrays(text) }).toEqual({ format, selection, betrays: [] });
        const preview = await (await sent('POST', '/api/exports/preview', { format, ...selection })).text();
        expect(betrays(preview)).toEqual([]);
      }
    }
    const whole = await (await sent('GET', '/api/exports/download?format=jsonl')).text();
    expect(whole).toContain('Toko A');
    expect((await sent('POST', '/api/exports', { format: 'csv', group_id: group })).status).toBe(404);
  });

  test('an import into it is refused, an import of another key is not there, and no preview knows its people', async () => {
    const lines = `Nama,Telepon\r\nSiapa,+${hiddenDigits}1\r\n`;
    const upload = async (key: string) => {
      const form = new FormData();
      form.set('file', new Blob([lines]), 'kontak.csv');
      const answer = await fetch(`${http.base}/api/imports`, {
        method: 'POST',
        headers: { 'x-api-key': key },
        body: form,
      });
      return importAnswer.parse(await answer.json()).data.import;
    };
    const foreign = await upload(keys.all);
    for (const path of [
      `/api/imports/${foreign.id}`,
      `/api/imports/${foreign.id}/rows`,
      `/api/imports/${foreign.id}/errors.csv`,
    ])
      expect({ path, status: (await sent('GET', path)).status }).toEqual({ path, status: 404 });
    expect((await sent('POST', `/api/imports/${foreign.id}/commit`)).status).toBe(404);
    const mine = await upload(keys.bound);
    const rows = await (await sent('GET', `/api/imports/${mine.id}/rows`)).text();
    expect(JSON.parse(rows).data.rows[0]).toMatchObject({ outcome: 'new', contact_row_id: null });
    expect(betrays(rows.replaceAll(`${hiddenDigits}1`, ''))).toEqual([]);
    const into = await sent('PATCH', `/api/imports/${mine.id}`, { session_id: hidden.id });
    expect(into.status).toBe(404);
    await http.features.imports.delete(systemCaller.principal, foreign.id);
  });

  test('a webhook for it is refused, and one for everything hears of the own session only', async () => {
    const url = 'https://crm.example/hook';
    const refused = await sent('POST', '/api/webhooks', { name: 'x', url, sessions: [hidden.id] });
    expect({ status: refused.status, code: JSON.parse(await refused.text()).code }).toEqual({
      status: 404,
      code: 'session_not_found',
    });
    const foreign = webhookCreated.parse(
      await (await sent('POST', '/api/webhooks', { name: hiddenName, url, enabled: false }, keys.all)).json(),
    ).data.webhook;
    const id = foreign.id;
    for (const [method, path, given] of [
      ['PATCH', `/api/webhooks/${id}`, { enabled: true }],
      ['DELETE', `/api/webhooks/${id}`, undefined],
      ['POST', `/api/webhooks/${id}/test`, undefined],
      ['POST', `/api/webhooks/${id}/replay`, { since: 0 }],
      ['POST', `/api/webhooks/${id}/rotate-secret`, { grace_seconds: 0 }],
      ['GET', `/api/webhooks/${id}/deliveries`, undefined],
    ] as const)
      expect({ path, status: (await sent(method, path, given)).status }).toEqual({ path, status: 404 });
    expect(betrays(await (await sent('GET', '/api/webhooks')).text())).toEqual([]);
    await sent('DELETE', `/api/webhooks/${id}`, undefined, keys.all);
  });

  test('analytics of the hidden session are those of one without anybody, as JSON and as CSV', async () => {
    for (const name of ['overview', 'growth', 'countries', 'operators', 'groups', 'overlap', 'grabs']) {
      for (const format of ['json', 'csv']) {
        const days = ['growth', 'grabs'].includes(name) ? '&timezone=Asia/Jakarta' : '';
        const path = `/api/analytics/${name}?format=${format}${days}`;
        const of = async (session: string) => await (await sent('GET', `${path}&session_id=${session}`)).text();
        expect({ path, text: await of(hidden.id) }).toEqual({ path, text: await of(nobody) });
        expect(betrays(await (await sent('GET', path)).text())).toEqual([]);
      }
    }
    type Figures = { session_id: string };
    const { sessions } = JSON.parse(await (await sent('GET', '/api/analytics/overview')).text()).data;
    expect((sessions as Figures[]).map(({ session_id }) => session_id)).toContain(own.id);
  });

  test('lists count only what is visible', async () => {
    const read = async <T extends z.ZodType>(schema: T, path: string, key = keys.bound): Promise<z.output<T>> =>
      schema.parse(await (await fetch(http.base + path, { headers: { 'x-api-key': key } })).json());
    const everything = await read(sessionList, '/api/sessions?total=true', keys.all);
    const visible = await read(sessionList, '/api/sessions?total=true');
    expect(visible.total).toBe(visible.sessions.length);
    expect(visible.total).toBeLessThan(everything.total ?? 0);
    expect((await read(engineSessionList, '/sessions')).data.length).toBe(visible.total);
    const { keys: shown } = (await read(apiKeyList, '/api/keys')).data;
    expect(shown.map(({ name }) => name)).not.toContain('of the hidden');
    const { entries } = (await read(auditList, '/api/audit?limit=500')).data;
    expect(entries.every(({ session_id }) => session_id !== null && session_id !== hidden.id)).toBe(true);
  });

  test('whoever may see the hidden session finds it there, whole', async () => {
    const readable = asked.filter(({ method, isStream }) => method === 'GET' && !isStream);
    let found = 0;
    for (const route of readable) {
      if (betrays((await ask(route, hidden.id, keys.all)).text).length > 0) found += 1;
    }
    expect(found).toBeGreaterThan(12);
    const contacts = await fetch(`${http.base}/api/sessions/${hidden.id}/contacts`, {
      headers: { 'x-api-key': keys.all },
    });
    expect(contactsAnswer.parse(await contacts.json()).data.total_contacts).toBe(3);
  });
});
