import { importAnswer, jobAnswer, mergeAnswer, staticListAnswer, webhookCreated } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, systemCaller } from '../auth/index.ts';
import { systemClock } from '../core/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

const digits = '62811000';
/** What starts something, never ends, tells only the time, or is asked with more below. */
const others =
  /events$|\/grab-(all|groups|contacts)$|^\/sessions|openapi|^\/health|engine-status|^\/(\*|assets|docs\/|icon)|download$|overlap$/;

/** Who is bound to one session reads the same, byte by byte, whatever happens in another one that has the same people in the same group. */
describeDialect('sqlite', 'a caller who is bound to one session', (open, database) => {
  let storage: Storage;
  let http: RealHttp;
  let own: { id: string; grabId: number };
  let key = '';
  let later = 0;
  let reads: { what: string; ask: () => Promise<string> }[] = [];
  const { principal } = systemCaller;

  beforeAll(async () => {
    const clock = { ...systemClock, now: () => systemClock.now() + later };
    storage = await open();
    http = await realHttp(storage, database.url(), clock);
    own = await http.grabbedSession('Toko', digits);
    key = (await http.keys.create({ name: 'bound', scopes: ['admin'], sessions: [own.id] }, systemCaller)).key;
    reads = await readsOf(await ownThings());
  }, 60_000);
  afterAll(() => http?.close());

  async function sent(method: string, path: string, given?: unknown, by = key): Promise<Response> {
    const body = given === undefined ? {} : { body: JSON.stringify(given) };
    const type = given === undefined ? {} : { 'content-type': 'application/json' };
    return await fetch(http.base + path, {
      method,
      headers: { 'x-api-key': by, 'x-request-id': 'same', ...type },
      ...body,
    });
  }
  const jobOf = async (answer: Response) => {
    const { job } = jobAnswer.parse(await answer.json()).data;
    return await http.features.jobs.wait(job.id);
  };
  const rowsOf = async (session: string) => {
    const rows = storage.db.selectFrom('contacts').select(['id', 'type']).where('session_id', '=', session);
    return await rows.where('is_me', '=', false).orderBy('id').execute();
  };
  const idsOf = async (session: string) => {
    const rows = await rowsOf(session);
    const of = (type: string) => rows.filter((row) => row.type === type).map(({ id }) => id);
    return { people: of('individual') as [number, number], group: of('group')[0] as number };
  };

  /** One of everything that the caller has or uses. */
  async function ownThings(): Promise<Record<string, number>> {
    const { people, group } = await idsOf(own.id);
    const tag = await http.features.care.tags.create(principal, { name: 'Pelanggan', color: 'red' });
    await sent('PUT', `/api/contacts/${people[0]}/tags`, { tag_ids: [tag.id] });
    const list = staticListAnswer.parse(await (await sent('POST', '/api/lists', { name: 'Arisan' })).json());
    await sent('POST', '/api/segments', { name: 'Semua', query: {} });
    const action = { type: 'list_add', list_id: list.data.list.id };
    const bulk = await jobOf(await sent('POST', '/api/bulk', { action, selection: { query: {} } }));
    const file = await jobOf(await sent('POST', '/api/exports', { format: 'csv' }));
    await sent('POST', '/api/opt-outs', { phone: `+${digits}2`, session_id: own.id });
    await jobOf(await sent('POST', '/api/duplicates/scan'));
    const form = new FormData();
    form.set('file', new Blob([`Nama,Telepon\r\nSiapa,+${digits}1\r\nBaru,+6281234567890\r\n`]), 'kontak.csv');
    const upload = await fetch(`${http.base}/api/imports`, {
      method: 'POST',
      headers: { 'x-api-key': key },
      body: form,
    });
    const { id: imported } = importAnswer.parse(await upload.json()).data.import;
    await sent('PATCH', `/api/imports/${imported}`, { session_id: own.id });
    const hook = await sent('POST', '/api/webhooks', { name: 'x', url: 'https://crm.example/hook' });
    return {
      contacts: people[0],
      groups: group,
      jobs: bulk.id,
      file: file.id,
      imports: imported,
      webhooks: webhookCreated.parse(await hook.json()).data.webhook.id,
    };
  }

  async function readsOf(ids: Record<string, number>) {
    const get = (path: string) => ({ what: path, ask: async () => textOf(await sent('GET', path)) });
    const post = (path: string, given: unknown) => ({
      what: `POST ${path}`,
      ask: async () => textOf(await sent('POST', path, given)),
    });
    const paths = http.routes
      .filter(({ method, url }) => [method].flat().includes('GET') && !others.test(url))
      .map(({ url }) => url.replace(/:session_?id/i, own.id).replace(':grab_id', String(own.grabId)))
      .map((url) =>
        url.replace(
          /\/(\w+)\/:id/,
          (_, kind) => `/${kind}/${kind === 'jobs' && url.endsWith('file') ? ids['file'] : ids[kind]}`,
        ),
      )
      .filter((url) => !url.includes(':'));
    const q = `62811`;
    return [
      ...paths.map(get),
      ...[
        '/api/contacts',
        '/api/groups',
        '/api/merges',
        '/api/duplicates',
        '/api/jobs',
        '/api/audit',
        '/api/opt-outs',
        '/api/imports',
      ].map((path) => get(`${path}?total=true`)),
      ...['name', '-last_seen', 'phone', 'country'].map((sort) => get(`/api/contacts?sort=${sort}&total=true`)),
      ...['Toko', q, 'Group'].flatMap((text) => [
        get(`/api/contacts?q=${text}&unique=true&total=true`),
        get(`/api/contacts/facets?q=${text}`),
      ]),
      get(`/api/contacts/facets`),
      get('/api/segments?count=true'),
      get('/api/changes?since=0'),
      get('/api/analytics/overlap'),
      get('/api/exports/download?format=jsonl'),
      post('/api/bulk/preview', { selection: { query: { q } } }),
      post('/api/exports/preview', { format: 'csv', query: { q, unique: true } }),
    ];
  }

  const textOf = async (answer: Response) => {
    const text = await answer.text();
    return `${answer.status} ${text.replace(/"last_used_at":"[^"]*"/g, '').replace(/"uptime_seconds":\d+/, '')}`;
  };
  async function readAll(): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    for (const { what, ask } of reads) found[what] = await ask();
    return found;
  }

  /** The same people in the same group, and everything that may be done to them. */
  async function liveElsewhere(): Promise<void> {
    const hidden = await http.grabbedSession('Rahasia', digits);
    const everybody = (await http.keys.create({ name: 'of all', scopes: ['admin'] }, systemCaller)).key;
    const of = (method: string, path: string, given?: unknown) => sent(method, path, given, everybody);
    const { people } = await idsOf(hidden.id);
    const [tag] = await http.features.care.tags.list(principal);
    await of('PATCH', `/api/contacts/${people[0]}`, { alias: 'Rahasia', note: 'Rahasia', applies_to: 'contact' });
    await of('PUT', `/api/contacts/${people[1]}/tags`, { tag_ids: [tag?.id], applies_to: 'contact' });
    const there = { filter: { any: [{ all: [{ field: 'session', in: [hidden.id] }] }] } };
    const [list] = await http.features.care.lists.list(principal);
    const action = { type: 'list_add', list_id: list?.id };
    await jobOf(await of('POST', '/api/bulk', { action, selection: { query: there } }));
    await of('POST', '/api/opt-outs', { phone: `+${digits}1`, session_id: hidden.id });
    await of('POST', '/api/opt-outs', { lid: '9988776655', session_id: hidden.id });
    await jobOf(await of('POST', '/api/duplicates/scan'));
    await of('POST', '/api/webhooks', { name: 'Rahasia', url: 'https://crm.example/hook', sessions: [hidden.id] });
    await of('PUT', `/api/sessions/${hidden.id}/schedule`, { cron: '0 3 * * *' });
    await http.keys.create({ name: 'Rahasia', scopes: ['contacts:read'], sessions: [hidden.id] }, systemCaller);
    await jobOf(await of('POST', '/api/exports', { format: 'csv', query: there }));
    await of('GET', '/api/audit/export?format=csv');
    const boundElsewhere = await http.keys.create(
      { name: 'x', scopes: ['admin'], sessions: [hidden.id] },
      systemCaller,
    );
    const wish = { contact_ids: people, keep_contact_id: people[0] };
    mergeAnswer.parse(await (await sent('POST', '/api/merges', wish, boundElsewhere.key)).json());
    await http.grabs.wait((await http.grabs.start(asSystem(hidden.id), 'all')).id);
  }

  test('is told nothing that depends on it', async () => {
    const before = await readAll();
    expect(Object.keys(before).length).toBeGreaterThan(50);
    const failed = Object.entries(before).filter(([, text]) => !/^(200|403)/.test(text));
    expect(failed).toEqual([]);
    await liveElsewhere();
    later = 60_000;
    const after = await readAll();
    const moved = Object.keys(before).filter((what) => after[what] !== before[what]);
    const told = (answers: Record<string, string>) => moved.map((what) => [what, answers[what]]);
    expect(told(after)).toEqual(told(before));
  }, 60_000);
});
