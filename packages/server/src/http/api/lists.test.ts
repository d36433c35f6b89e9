import { contactsPage, grabErrorList, grabList, sessionList } from '@grabber/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { asSystem } from '../../auth/index.ts';
import { end } from '../../grabbing/testing/facts.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const { id, grabId } = await http.grabbedSession('Toko', '62811000');
afterAll(http.close);

const ask = (url: string) => http.call({ url, headers });
const get = async (url: string) => (await ask(url)).json();

describe('contacts in pages', () => {
  const url = `/api/sessions/${id}/contacts`;
  const [group, a, b] = ['Group 62811000@g.us', 'Toko A', 'Toko B'];

  test.each([
    ['limit=2', [group, a], true, undefined],
    ['sort=-name&type=individual', [b, a], false, undefined],
    ['total=true&type=', [group, a, b], false, 3],
    ['limit=2&sort=contact_id&total=1', [a, b], true, 3],
    ['limit=1000&type=group&total=false', [group], false, undefined],
  ])('?%s asks for a page', async (query, names, isLonger, total) => {
    const page = contactsPage.strict().parse(await get(`${url}?${query}`));
    expect(page.data.contacts.map(({ name }) => name)).toEqual(names);
    expect(page.data).not.toHaveProperty('total_contacts');
    expect(page.data.next_cursor !== null).toBe(isLonger);
    expect(page.data.total).toBe(total);
    expect('total' in page.data).toBe(total !== undefined);
  });

  test('a cursor leads on to the next page, and the last one has none', async () => {
    const first = contactsPage.parse(await get(`${url}?limit=2`));
    const second = contactsPage.parse(await get(`${url}?cursor=${first.data.next_cursor}`));
    expect(second.data.contacts.map(({ name }) => name)).toEqual([b]);
    expect(second.data.next_cursor).toBeNull();
  });

  test('show no column that is for our own use', async () => {
    const [whole] = (await get(url)).data.contacts;
    const [paged] = (await get(`${url}?limit=1`)).data.contacts;
    expect(paged).toEqual(whole);
    for (const column of ['sort_name', 'search_text', 'is_me', 'person_key']) {
      expect(paged).not.toHaveProperty(column);
    }
  });
});

describe('a page of sessions', () => {
  test('has a next one, and the list without limits stays as existing callers know it', async () => {
    const whole = await get('/api/sessions');
    expect(Object.keys(whole)).toEqual(['success', 'sessions']);
    expect(whole.sessions).toHaveLength(1);
    const page = sessionList.parse(await get('/api/sessions?limit=1&total=true'));
    expect(page).toEqual({ success: true, sessions: whole.sessions, next_cursor: null, total: 1 });
    expect(sessionList.parse(await get('/api/sessions/active?sort=-name'))).toHaveProperty('sessions');
  });
});

test('grabs and their errors come newest first and in their order', async () => {
  const failures = ['x@g.us', null].map((item_id) => ({
    item: 'group' as const,
    item_id,
    error: { code: 'upstream' as const, reason: 'y', details: {} },
  }));
  http.engine.answer(id, 'groups', [{ kind: 'failures', items: failures }, end(false)]);
  const grab = await http.grabs.wait((await http.grabs.start(asSystem(id), 'groups')).id);

  const newest = grabList.parse(await get(`/api/sessions/${id}/grabs`)).data;
  expect(newest.grabs.map((each) => each.id)).toEqual([grab.id, grabId]);
  const oldest = grabList.parse(await get(`/api/sessions/${id}/grabs?limit=1&sort=id&total=true`)).data;
  expect(oldest.grabs.map((each) => each.id)).toEqual([grabId]);
  expect(oldest.total).toBe(2);
  const errors = grabErrorList.parse(await get(`/api/sessions/${id}/grabs/${grab.id}/errors?total=true`));
  expect(errors.data).toMatchObject({ grab_id: grab.id, next_cursor: null, total: 2 });
  expect(errors.data.errors.map(({ item_id, reason }) => [item_id, reason])).toEqual([
    ['x@g.us', 'y'],
    [null, 'y'],
  ]);
});

describe('what makes no page', () => {
  const lists = [
    '/api/sessions',
    `/api/sessions/${id}/contacts`,
    `/api/sessions/${id}/grabs`,
    `/api/sessions/${id}/grabs/${grabId}/errors`,
  ];
  const queries = [
    'limit=0',
    'limit=1001',
    'limit=-1',
    'limit=1.5',
    'limit=x',
    'limit=1&limit=2',
    'sort=password',
    'cursor=',
    'cursor=%00',
    'total=maybe',
  ];

  test.each(queries)('every list answers 422 to ?%s', async (query) => {
    for (const list of lists) {
      const answer = await ask(`${list}?${query}`);
      expect({ list, status: answer.statusCode }).toEqual({ list, status: 422 });
      expect(Object.keys(answer.json().errors)).toEqual([query.split('=')[0]]);
    }
  });

  test('a cursor of another list is said to be one', async () => {
    const answer = await ask('/api/sessions?cursor=bm9uc2Vuc2U');
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'cursor_invalid' });
  });

  test('a limit that is too small is said to be too small', async () => {
    expect((await get('/api/sessions?limit=0')).errors.limit).toEqual(['Kolom limit tidak boleh kurang dari 1.']);
  });
});
