import type { ContactCondition, ContactListSort, ContactQuery } from '@grabber/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visible } from '../../auth/index.ts';
import { systemClock } from '../../core/index.ts';
import { createSettings } from '../../settings/index.ts';
import { type OpenReading, openReading, type Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { writeOwnFields } from '../index.ts';
import { pageGroups } from './groups.repo.ts';
import {
  countContactQuery,
  createContactQueries,
  iterateContactQuery,
  matchContacts,
  pageContactQuery,
} from './index.ts';
import { aGroup, anAccount, at, join, someContacts } from './testing.ts';

describeEachDialect('finding contacts', (open, database) => {
  let storage: Storage;
  let reading: OpenReading;
  let toko: string;
  let rumah: string;
  const ids: Record<string, number> = {};
  const nameOf = (id: number) => Object.keys(ids).find((name) => ids[name] === id) ?? String(id);

  async function add(session: string, key: string, given: Parameters<typeof someContacts>[2][number]): Promise<void> {
    ids[key] = (await someContacts(storage, session, [given]))[0] ?? 0;
  }

  beforeAll(async () => {
    storage = await open();
    reading = openReading(storage, { url: database.url() });
    toko = await anAccount(storage, 'Toko');
    rumah = await anAccount(storage, 'Rumah');
    await add(toko, 'budi', { name: 'Budi Santoso', phone_number: '6281234567890', has_chat: true });
    await add(toko, 'jose', {
      name: 'José 100%_\\',
      phone_number: '5511987654321',
      country_code: 'BR',
      is_business: true,
    });
    await add(toko, 'hidden', {
      name: null,
      phone_number: null,
      contact_id: '99@lid',
      lid: '99',
      country_code: null,
      in_address_book: false,
    });
    await add(toko, 'trash', { name: 'Budi Lama', phone_number: '6281300000001', deleted_at: at });
    await add(toko, 'me', { name: 'Budi Pemilik', phone_number: '6281300000002', is_me: true });
    await add(rumah, 'twin', {
      name: 'Pak Budi',
      phone_number: '6281234567890',
      updated_at: '2024-03-01T00:00:00.000Z',
    });
    await add(rumah, 'siti', { name: 'Siti', phone_number: '6285500000001', opted_out: true, status: 'blocked' });
    ids['arisan'] = await aGroup(storage, toko, 'Arisan RT 05', [ids['jose'] ?? 0, ids['me'] ?? 0]);
    const { contact_id } = await storage.db
      .selectFrom('contacts')
      .select('contact_id')
      .where('id', '=', ids['arisan'])
      .executeTakeFirstOrThrow();
    await join(storage, toko, contact_id, ids['budi'] ?? 0, at);
    const [tag_id, list_id] = [1, 1];
    await storage.db
      .insertInto('tags')
      .values({ id: tag_id, name: 'Pelanggan', color: 'teal', created_at: at })
      .execute();
    await storage.db
      .insertInto('contact_tags')
      .values({ contact_row_id: ids['budi'] ?? 0, tag_id, added_at: at, source: 'user:person:1' })
      .execute();
    await storage.db
      .insertInto('contact_list_members')
      .values({ contact_row_id: ids['siti'] ?? 0, list_id, added_at: at })
      .execute();
  });
  afterAll(async () => {
    await reading?.close();
    await storage?.close();
  });

  const sorted = (found: number[]) => found.map(nameOf).sort();
  async function find(query: ContactQuery, visible: Visible = 'all'): Promise<string[]> {
    const { rows, total } = await pageContactQuery(storage, query, visible, { limit: 100, sort: 'name', total: true });
    const found = rows.map(({ id }) => id);
    expect(total).toBe(found.length);
    expect(await countContactQuery(storage, query, visible)).toBe(found.length);
    const iterated = [];
    for await (const batch of iterateContactQuery(storage, query, visible, { batch: 2 })) iterated.push(...batch);
    expect(sorted(iterated)).toEqual(sorted(found));
    const all = Object.values(ids);
    expect(sorted(await matchContacts(storage, query, visible, all))).toEqual(sorted(found));
    return sorted(found);
  }
  const where = (...all: ContactCondition[]) => find({ filter: { any: [{ all }] } });

  test('shows neither the owner of an account nor the trash', async () => {
    expect(await find({})).toEqual(['arisan', 'budi', 'hidden', 'jose', 'siti', 'twin']);
  });

  test.each([
    ['budi', ['budi', 'twin']],
    ['SANTOSO budi', ['budi']],
    ['jose', ['jose']],
    ['JOSÉ', ['jose']],
    ['100%_', ['jose']],
    ['100_%', []],
    ['%_\\', ['jose']],
    ["' or '1'='1", []],
    ['0812 3456', ['budi', 'twin']],
    ['+62 812', ['budi', 'twin']],
    ['62812', ['budi', 'twin']],
    ['34567', ['budi', 'twin']],
    ['+55 (11) 98765', ['jose']],
    ['arisan', ['arisan', 'jose']],
    ['jose rt', ['jose']],
    ['pelanggan', []],
    ['', ['arisan', 'budi', 'hidden', 'jose', 'siti', 'twin']],
  ])('%j typed into a search box finds %j', async (q, expected) => {
    expect(await find({ q })).toEqual(expected);
  });

  test('reads phones in the country that the owner of the installation chose', async () => {
    const settings = createSettings({ storage, language: 'id' });
    const groups = async (q: string) => {
      const { rows } = await pageGroups(storage, 'all', { q, limit: 9, sort: 'name', total: false });
      return rows.map(({ id }) => nameOf(id));
    };
    expect(await find({ q: '011 98765' })).toEqual([]);
    await settings.change({ default_country: 'BR' });
    expect(await find({ q: '011 98765' })).toEqual(['jose']);
    expect(await where({ field: 'text', contains: '011 98765' })).toEqual(['jose']);
    expect(await find({ q: '0812 3456' })).toEqual([]);
    expect(await groups('011 98765')).toEqual([]);
    await settings.change({ default_country: 'ID' });
    expect(await find({ q: '0812 3456' })).toEqual(['budi', 'twin']);
  });

  test('finds by each condition, and by its opposite', async () => {
    expect(await where({ field: 'session', in: [rumah] })).toEqual(['siti', 'twin']);
    expect(await where({ field: 'session', in: [rumah], not: true })).toEqual(['arisan', 'budi', 'hidden', 'jose']);
    expect(await where({ field: 'type', in: ['group'] })).toEqual(['arisan']);
    expect(await where({ field: 'status', in: ['blocked', 'inactive'] })).toEqual(['siti']);
    expect(await where({ field: 'country', in: ['BR'] })).toEqual(['jose']);
    expect(await where({ field: 'country', in: ['ID'], not: true })).toEqual(['arisan', 'hidden', 'jose']);
    expect(await where({ field: 'tag', in: [1, 7] })).toEqual(['budi']);
    expect(await where({ field: 'tag', in: [1], not: true })).toEqual(['arisan', 'hidden', 'jose', 'siti', 'twin']);
    expect(await where({ field: 'list', in: [1] })).toEqual(['siti']);
    expect(await where({ field: 'group', in: [ids['arisan'] ?? 0] })).toEqual(['jose']);
    expect(await where({ field: 'has_phone', is: false })).toEqual(['arisan', 'hidden']);
    expect(await where({ field: 'has_name', is: false })).toEqual(['hidden']);
    expect(await where({ field: 'has_chat', is: true })).toEqual(['budi']);
    expect(await where({ field: 'is_business', is: true })).toEqual(['jose']);
    expect(await where({ field: 'opted_out', is: true })).toEqual(['siti']);
    expect(await where({ field: 'in_trash', is: true })).toEqual(['trash']);
    expect(await where({ field: 'in_trash', is: false }, { field: 'text', contains: 'budi' })).toEqual([
      'budi',
      'twin',
    ]);
    expect(await where({ field: 'updated_at', from: '2024-02-01T00:00:00.000Z' })).toEqual(['twin']);
    expect(await where({ field: 'updated_at', to: '2024-01-15T10:30:00.123Z' })).toEqual([]);
    expect(await where({ field: 'text', contains: 'Rt 05' }, { field: 'type', in: ['group'] })).toEqual(['arisan']);
  });

  test('a contact must fulfil one group of conditions whole', async () => {
    const any = [
      { all: [{ field: 'country' as const, in: ['BR'] }] },
      {
        all: [
          { field: 'opted_out' as const, is: true },
          { field: 'status' as const, in: ['blocked' as const] },
        ],
      },
      {
        all: [
          { field: 'has_chat' as const, is: true },
          { field: 'is_business' as const, is: true },
        ],
      },
    ];
    expect(await find({ filter: { any } })).toEqual(['jose', 'siti']);
    expect(await find({ q: 'siti', filter: { any } })).toEqual(['siti']);
  });

  test('shows a person once, by the rows that are found', async () => {
    expect(await find({ q: 'budi', unique: true })).toEqual(['budi']);
    expect(await find({ q: 'pak budi', unique: true })).toEqual(['twin']);
    expect(await find({ unique: true })).toEqual(['arisan', 'budi', 'hidden', 'jose', 'siti']);
  });

  test('finds only in the sessions that somebody sees', async () => {
    expect(await find({ q: 'budi' }, new Set([rumah]))).toEqual(['twin']);
    expect(await find({ q: 'arisan' }, new Set([rumah]))).toEqual([]);
    expect(await find({ unique: true }, new Set([rumah]))).toEqual(['siti', 'twin']);
    expect(await find({}, new Set([toko, rumah]))).toHaveLength(6);
    expect(await find({}, new Set())).toEqual([]);
  });

  describe('in pages', () => {
    const sorts: ContactListSort[] = ['name', 'phone', 'country', 'first_seen', 'last_seen', 'updated'];
    test.each(sorts.flatMap((sort) => [sort, `-${sort}` as ContactListSort]))(
      'by %s tell every row once',
      async (sort) => {
        const walk = async (limit: number) => {
          const found: number[] = [];
          let cursor: string | undefined;
          do {
            const page = await pageContactQuery(storage, {}, 'all', { limit, sort, cursor });
            found.push(...page.rows.map(({ id }) => id));
            cursor = page.next_cursor ?? undefined;
          } while (cursor);
          return found.map(nameOf);
        };
        const whole = await walk(100);
        expect(whole).toHaveLength(6);
        for (const limit of [1, 2, 3, 6]) expect(await walk(limit)).toEqual(whole);
      },
    );

    test('are jumped through, from the beginning or from a cursor', async () => {
      const { rows, next_cursor } = await pageContactQuery(storage, {}, 'all', { limit: 2, sort: 'name' });
      const whole = await pageContactQuery(storage, {}, 'all', { limit: 100, sort: 'name' });
      const skipped = await pageContactQuery(storage, {}, 'all', { limit: 2, sort: 'name', skip: 3 });
      expect(skipped.rows).toEqual(whole.rows.slice(3, 5));
      const cursor = next_cursor ?? undefined;
      const further = await pageContactQuery(storage, {}, 'all', { limit: 2, sort: 'name', cursor, skip: 1 });
      expect([...rows, ...further.rows]).toEqual([...whole.rows.slice(0, 2), ...whole.rows.slice(3, 5)]);
    });

    test('those without a phone or country come last, whichever way round', async () => {
      for (const sort of ['phone', '-phone', 'country', '-country'] as const) {
        const { rows } = await pageContactQuery(storage, {}, 'all', { limit: 100, sort });
        expect(
          rows
            .slice(-2)
            .map(({ id }) => nameOf(id))
            .sort(),
        ).toEqual(['arisan', 'hidden']);
      }
    });

    test.each([
      ['name', 7],
      ['updated', 'yesterday'],
      ['name', null],
    ])('refuse a forged place in the order by %s: %j', async (sort, value) => {
      const cursor = Buffer.from(JSON.stringify([sort, value, 1])).toString('base64url');
      const page = pageContactQuery(storage, {}, 'all', { limit: 1, sort: sort as ContactListSort, cursor });
      await expect(page).rejects.toMatchObject({ code: 'cursor_invalid' });
    });
  });

  test('tells beside a contact its session, tags and number of groups', async () => {
    const { rows } = await pageContactQuery(storage, { q: 'budi santoso' }, 'all', { limit: 1, sort: 'name' });
    const tags = [{ id: 1, name: 'Pelanggan', color: 'teal' }];
    expect(rows[0]).toMatchObject({ session_name: 'Toko', tags, groups_count: 0, alias: null, opted_out: false });
    expect(rows[0]).not.toHaveProperty('person_key');
    expect(rows[0]).not.toHaveProperty('search_text');
    const [jose] = (await pageContactQuery(storage, { q: 'jose' }, 'all', { limit: 1, sort: 'name' })).rows;
    expect(jose).toMatchObject({ session_name: 'Toko', tags: [], groups_count: 1 });
  });

  describe('one by one', () => {
    const queries = () => createContactQueries({ storage, reading, clock: systemClock });

    test('a contact comes with the same person in all sessions', async () => {
      const { contact, person } = await queries().get(ids['budi'] ?? 0, 'all');
      expect(contact.name).toBe('Budi Santoso');
      expect(person.contacts.map(({ id }) => nameOf(id))).toEqual(['budi', 'twin']);
      expect(person.memberships).toMatchObject([
        { group_name: 'Arisan RT 05', group_row_id: ids['arisan'], left_at: at },
      ]);
      const seen = await queries().get(ids['budi'] ?? 0, new Set([toko]));
      expect(seen.person.contacts.map(({ id }) => nameOf(id))).toEqual(['budi']);
    });

    test.each(['me', 'nobody'])('%s is not found', async (key) => {
      await expect(queries().get(ids[key] ?? 0, 'all')).rejects.toMatchObject({ code: 'contact_not_found' });
    });

    test('somebody of a session that one does not see is not found', async () => {
      const missing = queries().get(ids['budi'] ?? 0, new Set([rumah]));
      await expect(missing).rejects.toMatchObject({ code: 'contact_not_found' });
    });
  });

  test('counts by everything that filters can choose', async () => {
    const queries = createContactQueries({ storage, reading, clock: systemClock });
    const facets = await queries.facets({}, 'all');
    expect(facets).toMatchObject({
      total: 6,
      types: [
        { type: 'individual', count: 5 },
        { type: 'group', count: 1 },
      ],
      has_phone: { yes: 4, no: 2 },
      has_name: { yes: 5, no: 1 },
      opted_out: { yes: 1, no: 5 },
      tags: [{ id: 1, name: 'Pelanggan', color: 'teal', count: 1 }],
    });
    expect(facets.countries.find(({ country_code }) => country_code === null)?.count).toBe(2);
    const seen = await queries.facets({}, new Set([rumah]));
    expect(seen.sessions).toEqual([{ session_id: rumah, session_name: 'Rumah', count: 2 }]);
    expect(seen.tags).toEqual([]);
  });

  describe('what the user adds', () => {
    test('is found, comes first in the order of names, and can be taken away', async () => {
      const write = (patch: Parameters<typeof writeOwnFields>[3]) =>
        storage.transaction((trx) => writeOwnFields(storage, trx, [ids['siti'] ?? 0], patch, at));
      const [written] = await write({ alias: 'Áa', note: 'suka\nkopi', email: 'siti@contoh.id', company: 'PT Maju' });
      expect(written?.before.alias).toBeNull();
      expect(written?.after).toMatchObject({ alias: 'Áa', sort_name: 'aa' });
      for (const q of ['aa', 'suka kopi', 'siti@contoh', 'pt maju', 'siti'])
        expect(await find({ q })).toContain('siti');
      const first = await pageContactQuery(storage, {}, 'all', { limit: 1, sort: 'name' });
      expect(first.rows.map(({ id }) => nameOf(id))).toEqual(['siti']);
      await write({ alias: null, note: null, email: null, company: null });
      expect(await find({ q: 'kopi' })).toEqual([]);
    });
  });
});
