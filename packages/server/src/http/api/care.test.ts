import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemCaller } from '../../auth/index.ts';
import { describeDialect } from '../../storage/testing.ts';
import { type RealHttp, realHttp } from '../testing/real.ts';

type Answer = { status: number; body: { code?: string; data: Record<string, never> & { [name: string]: unknown } } };

describeDialect('sqlite', 'care over HTTP', (open, database) => {
  let http: RealHttp;
  let keys: { all: string; bound: string };
  let ids: number[];

  beforeAll(async () => {
    http = await realHttp(await open(), database.url());
    const own = await http.grabbedSession('Toko', '62811000');
    await http.grabbedSession('Rahasia', '62899000');
    const scopes = ['contacts:read', 'contacts:write'] as const;
    const all = await http.keys.create({ name: 'all', scopes }, systemCaller);
    const bound = await http.keys.create({ name: 'bound', scopes, sessions: [own.id] }, systemCaller);
    keys = { all: all.key, bound: bound.key };
    const { contacts } = (await ask('GET', '/api/contacts?sort=name')).body.data as {
      contacts?: { id: number; session_id: string }[];
    };
    ids = (contacts ?? []).filter(({ session_id }) => session_id === own.id).map(({ id }) => id);
  }, 60_000);
  afterAll(() => http?.close());

  async function ask(method: string, path: string, body?: unknown, key = keys.all): Promise<Answer> {
    const headers: Record<string, string> = {
      'x-api-key': key,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const answer = await fetch(http.base + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  }

  async function ended(answer: Answer): Promise<unknown> {
    const { id } = answer.body.data['job'] as unknown as { id: number };
    return await http.features.jobs.wait(id);
  }

  it('lists what there is none of yet', async () => {
    for (const path of [
      'tags',
      'tag-rules',
      'segments?count=true',
      'lists',
      'duplicates?total=true',
      'merges?total=true',
    ])
      expect({ path, status: (await ask('GET', `/api/${path}`)).status }).toEqual({ path, status: 200 });
  });

  it('keeps tags with colours, by unique names', async () => {
    const made = await ask('POST', '/api/tags', { name: ' Pelanggan ', color: 'teal' });
    expect(made).toMatchObject({
      status: 201,
      body: { data: { tag: { name: 'Pelanggan', color: 'teal', contacts_count: 0 } } },
    });
    expect(await ask('POST', '/api/tags', { name: 'PELANGGAN' })).toMatchObject({
      status: 409,
      body: { code: 'name_taken' },
    });
    for (const name of ['', '   ', '\u0000', 'x'.repeat(101), null])
      expect((await ask('POST', '/api/tags', { name })).status).toBe(422);
    expect((await ask('POST', '/api/tags', { name: 'x', color: '#fff' })).status).toBe(422);
    expect(await ask('POST', '/api/tags', { name: 'y' }, keys.bound)).toMatchObject({ status: 403 });
    const { id } = made.body.data['tag'] as unknown as { id: number };
    expect(await ask('PATCH', `/api/tags/${id}`, { color: 'red' })).toMatchObject({
      body: { data: { tag: { color: 'red' } } },
    });
    const put = await ask('PUT', `/api/contacts/${ids[0]}/tags`, { tag_ids: [id] }, keys.bound);
    expect(put).toMatchObject({
      status: 200,
      body: { data: { contact: { tags: [{ id, name: 'Pelanggan', color: 'red' }] } } },
    });
    expect(await ask('PUT', `/api/contacts/${ids[0]}/tags`, { tag_ids: [999] })).toMatchObject({
      status: 404,
      body: { code: 'tag_not_found' },
    });
    const rule = { name: 'Dari grup', tag_id: id, query: { q: 'Toko' } };
    expect((await ask('POST', '/api/tag-rules', rule)).status).toBe(201);
    expect((await ask('GET', '/api/tag-rules', undefined, keys.bound)).status).toBe(403);
    const removed = await ask('DELETE', `/api/tags/${id}`);
    expect(removed).toMatchObject({
      body: { data: { removed: { contacts_count: 1, rules: [{ name: 'Dari grup' }] } } },
    });
    expect((await ask('DELETE', `/api/tags/${id}`)).body.code).toBe('tag_not_found');
  });

  it("changes the user's own fields, and only of who is seen", async () => {
    const changed = await ask(
      'PATCH',
      `/api/contacts/${ids[0]}`,
      { alias: 'Bu Ani', email: 'ani@toko.id', note: 'a\nb' },
      keys.bound,
    );
    expect(changed).toMatchObject({
      status: 200,
      body: { data: { contact: { alias: 'Bu Ani', email: 'ani@toko.id', note: 'a\nb' } } },
    });
    expect(await ask('PATCH', `/api/contacts/${ids[0]}`, { alias: null, email: '' })).toMatchObject({
      body: { data: { contact: { alias: null, email: null, note: 'a\nb' } } },
    });
    for (const bad of [
      { email: 'nobody' },
      { alias: 'a\nb' },
      { note: 'x'.repeat(10_001) },
      { alias: 7 },
      { applies_to: 'all' },
    ])
      expect((await ask('PATCH', `/api/contacts/${ids[0]}`, bad)).status).toBe(422);
    const { contacts } = (await ask('GET', '/api/contacts?q=Rahasia')).body.data as { contacts?: { id: number }[] };
    const hidden = contacts?.[0]?.id;
    expect(await ask('PATCH', `/api/contacts/${hidden}`, { alias: 'x' }, keys.bound)).toMatchObject({
      status: 404,
      body: { code: 'contact_not_found' },
    });
  });

  it('lets bound callers keep segments and lists of their own', async () => {
    const query = { q: 'Toko A' };
    const segment = await ask('POST', '/api/segments', { name: 'Toko', query }, keys.bound);
    expect(segment.status).toBe(201);
    await ask('POST', '/api/segments', { name: 'Semua', query: {} });
    const seen = await ask('GET', '/api/segments?count=1', undefined, keys.bound);
    expect(seen.body.data).toMatchObject({ segments: [{ name: 'Toko', query, count: 1 }] });
    const list = await ask('POST', '/api/lists', { name: 'Undangan' });
    const { id } = list.body.data['list'] as unknown as { id: number };
    expect((await ask('PATCH', `/api/lists/${id}`, { name: 'X' }, keys.bound)).status).toBe(403);
    expect((await ask('DELETE', `/api/lists/${id}`)).status).toBe(200);
  });

  it('does things to many as a job, and takes them back', async () => {
    const selection = { query: { q: 'Toko' } };
    const { count } = (await ask('POST', '/api/bulk/preview', { selection }, keys.bound)).body.data as {
      count?: number;
    };
    const started = await ask('POST', '/api/bulk', { action: { type: 'delete' }, selection }, keys.bound);
    expect(started.status).toBe(202);
    expect(await ended(started)).toMatchObject({ status: 'completed', done: count });
    expect((await ask('GET', '/api/contacts?q=Toko', undefined, keys.bound)).body.data).toMatchObject({ contacts: [] });
    const { id } = started.body.data['job'] as unknown as { id: number };
    expect(await ended(await ask('POST', `/api/jobs/${id}/undo`, undefined, keys.bound))).toMatchObject({
      done: count,
    });
    for (const bad of [{ ids: [] }, { ids: [0] }, {}, { ids: ids, query: {} }])
      expect((await ask('POST', '/api/bulk', { action: { type: 'delete' }, selection: bad })).status).toBe(422);
    expect((await ask('POST', '/api/bulk', { action: { type: 'explode' }, selection })).status).toBe(422);
  });

  it('merges two contacts and parts them again', async () => {
    const [a, b] = ids;
    const { contacts } = (await ask('GET', '/api/contacts?q=Toko')).body.data as {
      contacts?: { id: number; type: string }[];
    };
    const people = (contacts ?? []).filter(({ type }) => type === 'individual').map(({ id }) => id);
    const merged = await ask('POST', '/api/merges', { contact_ids: people, keep_contact_id: people[0] }, keys.bound);
    expect(merged.status).toBe(201);
    expect(JSON.stringify(merged.body)).not.toContain('person_key');
    const { id } = merged.body.data['merge'] as unknown as { id: number };
    expect((await ask('POST', `/api/merges/${id}/undo`)).body.data).toMatchObject({ skipped: [] });
    expect((await ask('POST', `/api/merges/${id}/undo`)).body.code).toBe('merge_undone');
    expect((await ask('POST', '/api/merges', { contact_ids: [a, b, 999_999], keep_contact_id: a })).body.code).toBe(
      'contact_not_found',
    );
    expect(await ended(await ask('POST', '/api/duplicates/scan', undefined, keys.bound))).toMatchObject({
      status: 'completed',
    });
  });
});
