import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageOf, readPage, type Storage, selectAlong } from './index.ts';
import { contactRow } from './sample-rows.ts';
import { describeEachDialect } from './testing.ts';

const names = ['b', 'a', 'a', 'ä', 'B', 'z', '🎉', "o'hara"];

describeEachDialect('pages of a list', (open) => {
  let storage: Storage;

  beforeAll(async () => {
    storage = await open();
    const rows = names.map((sort_name, n) => contactRow('s1', n, { sort_name }));
    const other = [contactRow('s2', 99, { sort_name: 'a' })];
    await storage.transaction((trx) => storage.bulk.insert(trx, 'contacts', [...rows, ...other]));
  });
  afterAll(() => storage?.close());

  const list = () =>
    selectAlong(storage, 'contacts', 'session_id', 'sort_name', 'id')
      .select(['id', 'sort_name', 'contact_id'])
      .where('session_id', '=', 's1');

  async function walk(sort: string, limit: number) {
    const found: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await readPage(list(), { sort, limit, cursor });
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      found.push(...page.rows.map((row) => `${row.sort_name}/${row.id}`));
      if (page.next_cursor === null) return found;
      cursor = page.next_cursor;
    }
    throw new Error('the list never ends');
  }

  test.each(['sort_name', '-sort_name', 'id', '-id', 'contact_id', '-contact_id'])(
    'by %s hold every row once, in one order, whatever their size',
    async (sort) => {
      const whole = await walk(sort, 100);
      expect(new Set(whole).size).toBe(names.length);
      for (const limit of [1, 2, 3, names.length]) expect(await walk(sort, limit)).toEqual(whole);
      const turned = sort.startsWith('-') ? sort.slice(1) : `-${sort}`;
      expect(await walk(turned, 3)).toEqual(whole.toReversed());
    },
  );

  test('go on where they were when rows come and go meanwhile', async () => {
    const { rows, next_cursor } = await readPage(list(), { sort: 'sort_name', limit: 3 });
    const cursor = next_cursor ?? undefined;
    await storage.db
      .deleteFrom('contacts')
      .where('id', '=', rows[2]?.id ?? 0)
      .execute();
    const next = await readPage(list(), { sort: 'sort_name', limit: 100, cursor });
    expect(next.rows).toHaveLength(names.length - 3);
  });

  test.each([
    'x',
    '',
    'bnVsbA',
    encode(['id', 1, 1]),
    encode(['sort_name', 'a\u0000', 1]),
    encode(['sort_name', 'a', -1]),
  ])('refuse the cursor %j', async (cursor) => {
    const wish = { sort: 'sort_name', limit: 3, cursor };
    await expect(readPage(list(), wish)).rejects.toMatchObject({ code: 'cursor_invalid' });
  });

  test('take a forged cursor as a place like any other', async () => {
    const cursor = encode(['sort_name', "a' or '1'='1", 1]);
    const { rows } = await readPage(list(), { sort: 'sort_name', limit: 100, cursor });
    expect(rows.every((row) => row.sort_name > 'a')).toBe(true);
  });
});

test('pages of rows in memory are the same', () => {
  const rows = names.map((name, id) => ({ id, name }));
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const page = pageOf(rows, { sort: '-name', limit: 3, cursor });
    found.push(...page.rows.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  expect(found).toEqual(pageOf(rows, { sort: '-name', limit: 100 }).rows.map(({ id }) => id));
  expect(found).toHaveLength(names.length);
});

function encode(place: unknown[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}
