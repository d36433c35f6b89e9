import { type ContactListSort, contactListSorts, groupSorts } from '@grabber/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { orderOf } from './columns.ts';
import { pageGroups } from './groups.repo.ts';
import { pageContactQuery } from './index.ts';
import { aGroup, anAccount, at, someContacts } from './testing.ts';

/** Few values, so that many rows have the same; whoever has none comes last, whichever way round. */
const aRow = fc.record({
  sort_name: fc.constantFrom('a', 'b', 'B', 'ä', '🎉', "o'hara"),
  phone_number: fc.constantFrom(null, null, '62811', '62812', '5511'),
  country_code: fc.constantFrom(null, 'ID', 'BR'),
  updated_at: fc.constantFrom(at, '2024-01-15T10:30:00.124Z', '2025-01-01T00:00:00.000Z'),
});
const aWish = { limit: fc.integer({ min: 1, max: 9 }), skip: fc.integer({ min: 0, max: 25 }) };

type Page = { rows: { id: number }[]; next_cursor: string | null };
type Wish<Sort> = { sort: Sort; limit: number; cursor?: string | undefined; skip?: number | undefined };

describeEachDialect('pages of every order', (open) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open();
  });
  afterAll(() => storage?.close());

  async function walk(read: (cursor: string | undefined) => Promise<Page>): Promise<number[]> {
    const found: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await read(cursor);
      found.push(...page.rows.map(({ id }) => id));
      cursor = page.next_cursor ?? undefined;
    } while (cursor);
    return found;
  }

  /** Page after page, jumped into from the beginning, and jumped on from the end of the first page. */
  async function expectPages<Sort>(
    read: (wish: Wish<Sort>) => Promise<Page>,
    { sort, limit, skip }: { sort: Sort; limit: number; skip: number },
    expected: number[],
  ): Promise<void> {
    expect(await walk((cursor) => read({ sort, limit, cursor }))).toEqual(expected);
    const jumped = await read({ sort, limit, skip });
    expect(jumped.rows.map(({ id }) => id)).toEqual(expected.slice(skip, skip + limit));
    const { next_cursor } = await read({ sort, limit });
    if (next_cursor === null) return;
    const further = await read({ sort, limit, cursor: next_cursor, skip });
    expect(further.rows.map(({ id }) => id)).toEqual(expected.slice(limit + skip, 2 * limit + skip));
  }

  test('tell each contact once, and jump to where one would have walked', async () => {
    const rows = fc.array(aRow, { minLength: 1, maxLength: 25 });
    const property = fc.asyncProperty(
      rows,
      fc.constantFrom(...contactListSorts),
      fc.record(aWish),
      async (...given) => {
        const [people, sort, wish] = given;
        const session = await anAccount(storage, 'Toko');
        const ids = await someContacts(
          storage,
          session,
          people.map((person) => ({ name: person.sort_name, ...person })),
        );
        const { column } = orderOf(sort);
        const values = people.map((person, index) => ({
          id: ids[index] ?? 0,
          value: String({ first_seen_at: at, last_seen_at: at, ...person }[column] ?? ''),
        }));
        const read = (page: Wish<ContactListSort>) => pageContactQuery(storage, {}, new Set([session]), page);
        await expectPages(read, { sort, ...wish }, ordered(values, sort));
      },
    );
    await fc.assert(property, { numRuns: 60 });
  });

  test('tell each group once, those whose size is not known last', async () => {
    const sizes = fc.array(fc.constantFrom(null, 1, 2, 10), { minLength: 1, maxLength: 12 });
    const sorts = fc.constantFrom(...groupSorts.filter((sort) => sort.endsWith('participants')));
    const property = fc.asyncProperty(sizes, sorts, fc.record(aWish), async (given, sort, wish) => {
      const session = await anAccount(storage, 'Toko');
      const values = [];
      for (const size of given) {
        const id = await aGroup(storage, session, 'Arisan', []);
        const counted = { group_participants_count: size };
        await storage.db.updateTable('contacts').set(counted).where('id', '=', id).execute();
        values.push({ id, value: size === null ? '' : String(size).padStart(2) });
      }
      const { skip: _, ...pages } = wish;
      const read = (page: Wish<(typeof groupSorts)[number]>) =>
        pageGroups(storage, new Set([session]), { ...page, total: false });
      expect(await walk((cursor) => read({ ...pages, sort, cursor }))).toEqual(ordered(values, sort));
    });
    await fc.assert(property, { numRuns: 10 });
  });
});

/** By bytes, then by id, as every dialect must see it. */
function ordered(rows: { id: number; value: string }[], sort: string): number[] {
  const turn = sort.startsWith('-') ? -1 : 1;
  const none = (value: string) => (value === '' ? 1 : 0);
  const compare = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return rows
    .toSorted((a, b) => none(a.value) - none(b.value) || turn * (compare(a.value, b.value) || a.id - b.id))
    .map(({ id }) => id);
}
