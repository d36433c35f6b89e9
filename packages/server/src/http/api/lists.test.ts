import { contactsPage, grabErrorList, grabList, sessionList } from '@grabber/contract';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { aContact, adminKey, aSession, at, fixture } from '../testing.ts';

const { app, world, call } = fixture();
afterAll(() => app.close());
beforeEach(() => {
  world.calls = [];
});

const headers = { 'x-api-key': adminKey };
const ask = (url: string) => call({ url, headers });
const get = async (url: string) => (await ask(url)).json();

describe('contacts in pages', () => {
  const url = '/api/sessions/s1/contacts';

  test.each([
    ['limit=2', { limit: 2, sort: 'name', total: false, type: undefined }],
    ['cursor=abc', { limit: 50, cursor: 'abc', sort: 'name', total: false, type: undefined }],
    ['sort=-name&type=group', { limit: 50, sort: '-name', total: false, type: 'group' }],
    ['total=true&type=', { limit: 50, sort: 'name', total: true, type: undefined }],
    ['limit=1000&sort=contact_id&total=1', { limit: 1000, sort: 'contact_id', total: true, type: undefined }],
  ])('?%s asks for a page', async (query, wish) => {
    const page = await get(`${url}?${query}`);
    expect(contactsPage.strict().parse(page)).toEqual(page);
    expect(page.data).not.toHaveProperty('total_contacts');
    expect(world.calls).toContainEqual(['pageSaved', 's1', expect.objectContaining(wish)]);
    expect('total' in page.data).toBe(wish.total);
  });

  test('show no column that is for our own use', async () => {
    world.rows = [[Object.assign(aContact(), { sort_name: 'budi' })]];
    expect((await get(url)).data.contacts).toEqual([aContact()]);
  });
});

describe('a page of sessions', () => {
  test('has a next one, and the list without limits stays as existing callers know it', async () => {
    expect(await get('/api/sessions')).toEqual({ success: true, sessions: [aSession()] });
    const page = sessionList.parse(await get('/api/sessions?limit=1&total=true'));
    expect(page).toEqual({ success: true, sessions: [aSession()], next_cursor: null, total: 1 });
    expect(sessionList.parse(await get('/api/sessions/active?sort=-name'))).toHaveProperty('sessions');
  });
});

test('grabs and their errors come newest first and in their order', async () => {
  world.grabErrors = [
    { id: 1, grab_id: 7, session_id: 's1', item: 'group', item_id: null, code: 'upstream', reason: 'y', at },
  ];
  grabList.parse(await get('/api/sessions/s1/grabs?limit=1&sort=id&total=true'));
  expect(world.calls).toContainEqual(['listGrabs', 's1', { limit: 1, sort: 'id', total: true }]);
  const errors = grabErrorList.parse(await get('/api/sessions/s1/grabs/7/errors?total=true'));
  expect(errors.data).toEqual({ grab_id: 7, errors: world.grabErrors, next_cursor: null, total: 1 });
});

describe('what makes no page', () => {
  const lists = [
    '/api/sessions',
    '/api/sessions/s1/contacts',
    '/api/sessions/s1/grabs',
    '/api/sessions/s1/grabs/7/errors',
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

  test.each(lists.flatMap((list) => queries.map((query) => [list, query])))('%s?%s is 422', async (list, query) => {
    const answer = await ask(`${list}?${query}`);
    expect(answer.statusCode).toBe(422);
    expect(Object.keys(answer.json().errors)).toEqual([query.split('=')[0]]);
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
