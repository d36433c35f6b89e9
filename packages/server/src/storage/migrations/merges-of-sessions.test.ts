import { expect, it } from 'vitest';
import { knownMigrations, migrate, refill, type TableName } from '../index.ts';
import { contactRow, newSession } from '../sample-rows.ts';
import { describeEachDialect } from '../testing.ts';

const at = '2024-01-15T10:30:00.123Z';
const before = knownMigrations().slice(0, knownMigrations().indexOf('0015-merges-of-sessions'));

describeEachDialect('merges that an older program made', (open) => {
  it('hold on, in a backup of it too, under keys that are nobody’s number', async () => {
    const storage = await open();
    const session = newSession();
    // Ani and Budi, then both with Citra; Dewi was a hidden id first; Eko was parted again
    const keys = ['ani', 'citra', 'citra', 'dewi', 'dewi', 'eko', 'fani'];
    const rows = keys.map((person_key, index) => contactRow(session, index + 1, { person_key }));
    const merge = (id: number, person_key: string, undone_at: string | null) => ({
      ...{ id, person_key, undone_at, keep_contact_id: 1, duplicate_id: null },
      ...{ created_by_kind: null, created_by_id: null, created_at: at },
    });
    const links = [
      { person_key: 'budi', linked_to: 'ani', merge_id: 1 },
      { person_key: 'ani', linked_to: 'citra', merge_id: 2 },
      { person_key: 'gita', linked_to: 'lid:9', merge_id: 3 },
      { person_key: 'lid:9', linked_to: 'dewi', merge_id: 0 },
    ];
    await refill(storage, before, async ({ columns, insert }) => {
      expect(await columns('person_links' as TableName)).toContain('linked_to');
      await insert('contacts', rows);
      await insert('merges', [
        merge(1, 'ani', null),
        merge(2, 'citra', null),
        merge(3, 'lid:9', null),
        merge(4, 'eko', at),
      ]);
      await insert('person_links' as TableName, links);
    });
    const found = await storage.db.selectFrom('contacts').select('person_key').orderBy('id').execute();
    expect(found.map(({ person_key }) => person_key)).toEqual([
      ...['merge:2', 'merge:2', 'merge:2', 'merge:3', 'merge:3', 'eko', 'fani'],
    ]);
    const moved = await storage.db.selectFrom('merge_links').selectAll().orderBy('person_key').execute();
    expect(moved).toEqual(
      [
        { person_key: 'ani', linked_to: 'merge:1', merge_id: 1 },
        { person_key: 'budi', linked_to: 'merge:1', merge_id: 1 },
        { person_key: 'citra', linked_to: 'merge:2', merge_id: 2 },
        { person_key: 'dewi', linked_to: 'merge:3', merge_id: 3 },
        { person_key: 'gita', linked_to: 'merge:3', merge_id: 3 },
        { person_key: 'lid:9', linked_to: 'merge:3', merge_id: 3 },
        { person_key: 'merge:1', linked_to: 'merge:2', merge_id: 2 },
      ].map((link) => ({ ...link, session_id: '' })),
    );
    expect(await migrate(storage)).toEqual([]);
  });
});
