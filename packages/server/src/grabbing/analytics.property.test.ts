import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { createAnalytics } from '../analytics/index.ts';
import { systemClock } from '../core/index.ts';
import type { EngineBatch } from '../engine/index.ts';
import type { Storage } from '../storage/index.ts';
import { newSession } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { end, group, groups, member, people, person } from './testing/facts.ts';
import { grab, me } from './testing/grab.ts';

const pool = Array.from({ length: 14 }, (_, index) => ({
  pn: index % 4 === 3 ? null : `${index % 5 === 4 ? '6012' : '62812'}${1000 + index}`,
  lid: index % 3 === 0 ? null : String(7000 + index),
})).map((ids, index) => (ids.pn === null && ids.lid === null ? { pn: null, lid: String(7000 + index) } : ids));
const groupIds = ['1@g.us', '2@g.us', '3@g.us'];

const facts = fc.record({
  who: fc.nat(pool.length - 1),
  in_address_book: fc.boolean(),
  has_chat: fc.boolean(),
  is_business: fc.boolean(),
  named: fc.boolean(),
});
const roster = fc.record({
  id: fc.constantFrom(...groupIds),
  who: fc.uniqueArray(fc.nat(pool.length - 1), { maxLength: 8 }),
  mine: fc.boolean(),
});
/** A grab of one of two accounts, and who is put into the trash after it. */
const deed = fc.record({
  account: fc.nat(1),
  facts: fc.uniqueArray(facts, { selector: ({ who }) => who, maxLength: 10 }),
  rosters: fc.uniqueArray(roster, { selector: ({ id }) => id, maxLength: 3 }),
  trashed: fc.option(fc.nat(20), { nil: null }),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

function pagesOf({ facts: told, rosters }: Deed): { contacts: EngineBatch[]; groups: EngineBatch[] } {
  const persons = told.map(({ who, named, ...each }) =>
    person({ ...pool[who], saved_name: named && each.in_address_book ? `Nama ${who}` : null, ...each }),
  );
  const rooms = rosters.map(({ id, who, mine }) => {
    const members = who.map((each) =>
      member({ pn: pool[each]?.pn ?? undefined, lid: pool[each]?.lid ?? undefined } as never),
    );
    return group(id, mine ? [...members, member(me)] : members);
  });
  return { contacts: [people(...persons), end()], groups: [groups(...rooms), end()] };
}

describeEachDialect('analytics after any grabs', (open) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open();
  });

  /** The same figures, counted by looking at every row. */
  async function counted(sessions: string[]) {
    const { db } = storage;
    const rows = await db.selectFrom('contacts').selectAll().where('session_id', 'in', sessions).execute();
    const members = await db.selectFrom('group_members').selectAll().where('session_id', 'in', sessions).execute();
    const isThere = (row: (typeof rows)[number]) => row.removed_at === null && row.deleted_at === null;
    const others = rows.filter((row) => !row.is_me);
    const persons = others.filter((row) => row.type === 'individual' && isThere(row));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const rooms = others.filter((row) => row.type === 'group' && isThere(row));
    const present = members.filter(({ left_at, contact_row_id, group_id, session_id }) => {
      const who = byId.get(contact_row_id);
      const where = rooms.some((room) => room.contact_id === group_id && room.session_id === session_id);
      return left_at === null && who !== undefined && isThere(who) && where;
    });
    const count = (holds: (row: (typeof rows)[number]) => unknown) => persons.filter(holds).length;
    return {
      contacts: persons.length,
      groups: rooms.length,
      memberships: present.length,
      members: new Set(present.filter((row) => !byId.get(row.contact_row_id)?.is_me).map((row) => row.contact_row_id))
        .size,
      with_phone: count((row) => row.phone_number !== null),
      lid_only: count((row) => row.phone_number === null && row.lid !== null),
      with_name: count((row) => row.name !== null),
      without_name: count((row) => row.name === null),
      in_address_book: count((row) => row.in_address_book),
      with_chat: count((row) => row.has_chat),
      business: count((row) => row.is_business),
      removed: others.filter((row) => row.removed_at !== null && row.deleted_at === null).length,
      in_trash: others.filter((row) => row.deleted_at !== null).length,
    };
  }

  async function grownOf(session: string) {
    const rows = await storage.db.selectFrom('changes').selectAll().where('session_id', '=', session).execute();
    const count = (entity: string, ...kinds: string[]) =>
      rows.filter((row) => row.entity === entity && kinds.includes(row.kind)).length;
    return {
      contacts_new: count('contact', 'created'),
      contacts_merged: count('contact', 'merged'),
      groups_new: count('group', 'created'),
      members_joined: count('membership', 'joined'),
      members_left: count('membership', 'left'),
    };
  }

  it('are right to the row, per session and over all', async () => {
    const analytics = createAnalytics({ reading: storage, clock: systemClock });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 5 }), async (deeds) => {
        const accounts = [newSession(), newSession()];
        const times = { created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' };
        for (const session_id of accounts)
          await storage.db
            .insertInto('whatsapp_sessions')
            .values({ session_id, name: session_id, status: 'connected', is_active: true, ...times })
            .execute();
        for (const each of deeds) {
          const session = accounts[each.account] ?? '';
          await grab(storage, session, pagesOf(each));
          const rows = await storage.db.selectFrom('contacts').select('id').where('session_id', '=', session).execute();
          const trashed = each.trashed === null ? undefined : rows[each.trashed];
          if (trashed)
            await storage.db
              .updateTable('contacts')
              .set({ deleted_at: times.created_at })
              .where('id', '=', trashed.id)
              .execute();
        }
        // What was trashed by hand here left no line in the log, by which caches know: a fresh one counts.
        const fresh = createAnalytics({ reading: storage, clock: systemClock });
        const { all, sessions } = await fresh.overview(new Set(accounts));
        expect(all).toMatchObject(await counted(accounts));
        for (const figures of sessions) expect(figures).toMatchObject(await counted([figures.session_id]));
        for (const session of accounts) {
          const today = new Date().toISOString().slice(0, 10);
          const span = {
            timezone: 'UTC',
            from: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
            to: today,
          };
          const { days } = await analytics.growth(new Set([session]), span);
          const total = (name: keyof (typeof days)[number]) => days.reduce((sum, day) => sum + Number(day[name]), 0);
          const grown = await grownOf(session);
          for (const [name, value] of Object.entries(grown))
            expect([name, total(name as never)]).toEqual([name, value]);
        }
      }),
      { numRuns: 6 },
    );
  });
});
