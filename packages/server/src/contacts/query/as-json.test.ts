import { type ContactListItem, contact, contactListItem } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { pageContacts } from '../pages.repo.ts';
import { pageContactQuery, pageContactQueryAsJson } from './pages.repo.ts';
import { aGroup, anAccount, at, someContacts } from './testing.ts';

const parsed = (bytes: Uint8Array): ContactListItem[] => JSON.parse(Buffer.from(bytes).toString());

describeEachDialect('lists that the database writes as JSON', (open) => {
  let storage: Storage;
  let toko: string;

  beforeAll(async () => {
    storage = await open();
    toko = await anAccount(storage, 'Toko "Budi" 🛒');
    const given = ['Ali "\\ علي\n\u0001', '陈 👩‍👩‍👧', "O'Brien </script>", null].map((name) => ({ name }));
    const ids = await someContacts(storage, toko, given);
    await aGroup(storage, toko, 'Arisan', ids.slice(0, 2));
    for (const [id, name] of [
      [11, 'Zaitun'],
      [12, 'Alpukat "besar"'],
    ] as const) {
      await storage.db.insertInto('tags').values({ id, name, color: 'teal', created_at: at }).execute();
      const mark = { contact_row_id: ids[0] ?? 0, tag_id: id, added_at: at, source: 'user:person:1' };
      await storage.db.insertInto('contact_tags').values(mark).execute();
    }
    // as the old application writes its times
    const old = { grabbed_at: '2024-01-15 10:30:00', created_at: '2024-01-15 10:30:00' };
    if (storage.dialect === 'sqlite') await storage.db.updateTable('contacts').set(old).execute();
  });
  afterAll(() => storage?.close());

  test('say what the rows say, page by page', async () => {
    let cursor: string | undefined;
    const seen: ContactListItem[] = [];
    do {
      const wish = { limit: 2, sort: 'name', cursor, total: true } as const;
      const { rows, ...facts } = await pageContactQuery(storage, {}, 'all', wish);
      const page = await pageContactQueryAsJson(storage, storage, {}, 'all', wish);
      expect({ ...page, rows: parsed(page.rows) }).toEqual({ ...facts, rows });
      seen.push(...parsed(page.rows));
      cursor = facts.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(contactListItem.array().parse(seen)).toHaveLength(5);
    const ali = seen.find(({ name }) => name?.startsWith('Ali'));
    expect(ali).toMatchObject({ groups_count: 1, session_name: 'Toko "Budi" 🛒' });
    expect(ali?.tags.map(({ name }) => name)).toEqual(['Alpukat "besar"', 'Zaitun']);
    const { rows } = await pageContacts(storage, toko, { limit: 10, sort: 'name', total: false });
    expect(parsed(rows)).toEqual(seen.map((item) => contact.parse(item)));
  });

  test('are empty lists when nothing is found', async () => {
    const wish = { limit: 2, sort: 'name' } as const;
    const { rows } = await pageContactQueryAsJson(storage, storage, { q: 'tidak ada' }, 'all', wish);
    expect(parsed(rows)).toEqual([]);
    expect(parsed((await pageContacts(storage, 'none', { ...wish, total: false })).rows)).toEqual([]);
  });
});
