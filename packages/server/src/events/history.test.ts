import { beforeAll, expect, it } from 'vitest';
import { asSystem } from '../auth/index.ts';
import { appendChanges, createChangeSignal, type NewChange } from '../changes/index.ts';
import type { Storage } from '../storage/index.ts';
import { contactRow } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { createFeed, createHistory, type Feed, type History } from './index.ts';

const at = '2026-01-02T03:04:05.678Z';
const jid = '1@g.us';
const wish = { limit: 50, sort: 'seq' };

function change(facts: Partial<NewChange>): NewChange {
  const base = { session_id: 's', entity: 'contact' as const, entity_id: 1, group_id: null, kind: 'updated' as const };
  return { ...base, fields: null, source: 'grab:7', at, ...facts };
}

const told = (rows: { entity: string; kind: string; name: string | null }[]) =>
  rows.map(({ entity, kind, name }) => `${entity} ${kind} ${name}`);

describeEachDialect('the feed and history', (open) => {
  let storage: Storage;
  let feed: Feed;
  let history: History;
  const ids = { budi: 0, group: 0, gone: 99_999, hidden: 0, owner: 0 };

  beforeAll(async () => {
    storage = await open();
    const rows = [
      contactRow('s', 1, { name: 'Budi 🌸' }),
      contactRow('s', 2, { name: 'Arisan', type: 'group', contact_id: jid, phone_number: null }),
      contactRow('hidden', 3, { name: 'Rahasia' }),
      contactRow('s', 4, { name: 'Saya', is_me: true }),
    ];
    const [budi = 0, group = 0, hidden = 0, owner = 0] = await storage.bulk.insertWithIds(storage.db, 'contacts', rows);
    Object.assign(ids, { budi, group, hidden, owner });
    const member = { session_id: 's', group_id: jid, contact_row_id: budi, role: 'member' as const };
    await storage.bulk.insert(storage.db, 'group_members', [{ ...member, joined_at: at, left_at: null }]);
    await storage.bulk.insert(storage.db, 'contact_aliases', [
      { old_id: ids.gone, session_id: 's', contact_row_id: budi },
    ]);
    await storage.transaction((trx) =>
      appendChanges(storage, trx, [
        change({ entity_id: ids.gone, kind: 'created', source: 'grab:1' }),
        change({ entity: 'grab', entity_id: 7, kind: 'created' }),
        change({ session_id: 'hidden', entity_id: hidden, kind: 'created' }),
        change({ entity_id: budi, fields: JSON.stringify({ name: ['Budi', 'Budi 🌸'], lid: [null, '1'] }) }),
        change({ entity_id: budi, fields: JSON.stringify({ saved_name: ['"name":', 'x'] }) }),
        change({ entity_id: budi, kind: 'merged', fields: JSON.stringify({ id: [ids.gone, budi] }) }),
        change({ entity: 'group', entity_id: group, fields: JSON.stringify({ name: [null, 'Arisan'] }) }),
        change({ entity: 'membership', entity_id: budi, group_id: jid, kind: 'joined' }),
        change({ entity: 'membership', entity_id: budi, group_id: jid, kind: 'left', source: 'live' }),
        change({ entity: 'grab', entity_id: 7, kind: 'finished' }),
        // A number that a contact has too.
        change({ entity: 'grab', entity_id: budi, kind: 'finished', source: `grab:${budi}` }),
      ]),
    );
    feed = createFeed({ storage, changes: createChangeSignal() });
    history = createHistory({ storage });
  });

  it('is read in pieces, each change once, and goes on behind what was read', async () => {
    const seen: number[] = [];
    let since = 0;
    for (let more = true; more; ) {
      const page = await feed.read({ visible: 'all' }, since, 4);
      seen.push(...page.changes.map(({ seq }) => seq));
      ({ next_cursor: since, has_more: more } = page);
    }
    expect(seen).toHaveLength(11);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
    expect(await feed.read({ visible: 'all' }, since, 4)).toEqual({ changes: [], next_cursor: since, has_more: false });
  });

  it('tells only of visible sessions, entities and kinds that are asked for', async () => {
    const { changes } = await feed.read({ visible: new Set(['hidden']) }, 0, 50);
    expect(told(changes)).toEqual(['contact created Rahasia']);
    expect((await feed.read({ visible: new Set() }, 0, 50)).changes).toEqual([]);
    const some = {
      visible: new Set(['s']),
      entities: ['contact' as const],
      kinds: ['created' as const, 'merged' as const],
    };
    expect(told((await feed.read(some, 0, 50)).changes)).toEqual(['contact created null', 'contact merged Budi 🌸']);
    const nothing = await feed.read({ ...some, kinds: ['erased'] }, 0, 50);
    expect(nothing).toEqual({ changes: [], next_cursor: await feed.newest(new Set(['s'])), has_more: false });
  });

  it('tells the timeline of a person with that of the rows merged into it, and the names of groups', async () => {
    const { rows } = await history.ofContact(ids.budi, 'all', wish);
    expect(rows.map(({ entity, kind, group_name }) => `${entity} ${kind} ${group_name}`)).toEqual([
      'contact created null',
      'contact updated null',
      'contact updated null',
      'contact merged null',
      'membership joined Arisan',
      'membership left Arisan',
    ]);
    const first = await history.ofContact(ids.budi, 'all', { limit: 4, sort: '-seq' });
    const second = await history.ofContact(ids.budi, 'all', {
      limit: 4,
      sort: '-seq',
      cursor: first.next_cursor ?? '',
    });
    expect([...first.rows, ...second.rows]).toEqual(rows.toReversed());
  });

  it('tells the timeline of a group with the names of those who came and went', async () => {
    const { rows } = await history.ofGroup(ids.group, 'all', wish);
    expect(told(rows)).toEqual(['group updated Arisan', 'membership joined Budi 🌸', 'membership left Budi 🌸']);
  });

  it('knows nobody whom the caller does not see, nor the owner of the account', async () => {
    const visible = new Set(['s']);
    await expect(history.ofContact(ids.hidden, visible, wish)).rejects.toMatchObject({ code: 'contact_not_found' });
    await expect(history.ofContact(ids.owner, 'all', wish)).rejects.toMatchObject({ code: 'contact_not_found' });
    await expect(history.ofContact(ids.group, 'all', wish)).rejects.toMatchObject({ code: 'contact_not_found' });
    await expect(history.ofGroup(ids.budi, 'all', wish)).rejects.toMatchObject({ code: 'group_not_found' });
  });

  it('counts and lists what a grab found different', async () => {
    const all = await history.ofGrab(asSystem('s'), 7, undefined, wish);
    const counts = Object.entries(all.counts).filter(([, count]) => count > 0);
    expect(Object.fromEntries(counts)).toEqual({
      contacts_renamed: 1,
      contacts_updated: 1,
      contacts_merged: 1,
      groups_renamed: 1,
      members_joined: 1,
    });
    expect(all.rows).toHaveLength(5);
    const { rows } = await history.ofGrab(asSystem('s'), 7, 'contacts_renamed', wish);
    expect(rows).toMatchObject([{ fields: { name: ['Budi', 'Budi 🌸'] } }]);
    expect((await history.ofGrab(asSystem('s'), 7, 'contacts_updated', wish)).rows).toHaveLength(1);
  });
});
