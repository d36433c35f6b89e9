import { beforeAll, expect, it } from 'vitest';
import { appendChanges, type NewChange } from '../changes/index.ts';
import { manualClock } from '../core/testing.ts';
import type { Storage } from '../storage/index.ts';
import { contactRow } from '../storage/sample-rows.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { type Analytics, createAnalytics } from './index.ts';
import { operatorOf } from './operators.ts';

const clock = manualClock();
const jid = '1@g.us';
const days = { timezone: 'Asia/Jakarta', from: '2025-12-30', to: '2025-12-31' };

it('knows the operator of a prefix', () => {
  expect(['62812', '62858', '62877', '62896', '62888', '62800'].map(operatorOf)).toEqual([
    'Telkomsel',
    'Indosat',
    'XL/Axis',
    'Tri',
    'Smartfren',
    null,
  ]);
});

describeEachDialect('analytics', (open) => {
  let storage: Storage;
  let analytics: Analytics;
  type Row = ReturnType<typeof contactRow>;
  const rows: Row[] = [];

  beforeAll(async () => {
    storage = await open();
    const at = '2025-12-30T01:00:00.000Z';
    for (const session_id of ['a', 'b']) {
      const session = { session_id, name: session_id, status: 'connected' as const, is_active: true };
      await storage.db
        .insertInto('whatsapp_sessions')
        .values({ ...session, created_at: at, updated_at: at })
        .execute();
    }
    let seed = 7;
    const chance = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let n = 1; n <= 400; n += 1) {
      const session = chance() < 0.5 ? 'a' : 'b';
      const phone = chance() < 0.8 ? `6281${Math.floor(chance() * 9)}${String(1_000_000 + (n % 150))}` : null;
      rows.push({
        ...contactRow(session, n),
        contact_id: `${n}@lid`,
        lid: phone && chance() < 0.5 ? null : String(n),
        phone_number: phone,
        person_key: phone ?? `lid:${n}`,
        country_code: phone ? (chance() < 0.9 ? 'ID' : 'MY') : null,
        name: chance() < 0.7 ? `N ${n}` : null,
        in_address_book: chance() < 0.5,
        has_chat: chance() < 0.5,
        is_business: chance() < 0.2,
        opted_out: chance() < 0.1,
        is_me: chance() < 0.02,
        removed_at: chance() < 0.1 ? at : null,
        deleted_at: chance() < 0.1 ? at : null,
      });
    }
    for (const [index, session] of ['a', 'b'].entries())
      rows.push({
        ...contactRow(session, 900 + index),
        contact_id: jid,
        type: 'group',
        phone_number: null,
        name: `G ${session}`,
        opted_out: false,
        person_key: '',
        deleted_at: null,
      });
    const ids = await storage.bulk.insertWithIds(storage.db, 'contacts', rows);
    const members = rows.flatMap((row, index) =>
      row.type === 'individual' && index % 3 === 0
        ? [
            {
              session_id: row.session_id,
              group_id: jid,
              contact_row_id: ids[index] ?? 0,
              role: 'member' as const,
              joined_at: at,
              left_at: index % 2 ? at : null,
            },
          ]
        : [],
    );
    await storage.bulk.insert(storage.db, 'group_members', members);
    analytics = createAnalytics({ reading: storage, clock });
  });

  const present = (row: Row) => !row.is_me && !row.removed_at && !row.deleted_at && row.type === 'individual';
  const count = (session: string | null, holds: (row: Row) => unknown) =>
    rows.filter((row) => (session === null || row.session_id === session) && present(row) && holds(row)).length;

  it('counts to the row what a naive count finds, per session and over all', async () => {
    const { all, sessions } = await analytics.overview('all');
    for (const [figures, session] of [
      [all, null],
      [sessions[0], 'a'],
      [sessions[1], 'b'],
    ] as const) {
      expect(figures).toMatchObject({
        contacts: count(session, () => true),
        with_phone: count(session, (row) => row.phone_number),
        lid_only: count(session, (row) => !row.phone_number && row.lid),
        without_name: count(session, (row) => row.name === null),
        in_address_book: count(session, (row) => row.in_address_book),
        with_chat: count(session, (row) => row.has_chat),
        business: count(session, (row) => row.is_business),
        opted_out: count(session, (row) => row.opted_out),
        groups: session === null ? 2 : 1,
      });
    }
    expect(all.people).toBe(new Set(rows.filter(present).map((row) => row.person_key)).size);
    const bound = await analytics.overview(new Set(['b']));
    expect(bound.sessions.map(({ session_id }) => session_id)).toEqual(['b']);
    expect(bound.all.contacts).toBe(count('b', () => true));
  });

  it('counts countries, operators, groups and what they share', async () => {
    const { countries } = await analytics.countries('all');
    for (const { country, contacts } of countries)
      expect(contacts).toBe(count(null, (row) => row.country_code === country));
    const { operators } = await analytics.operators('all');
    const total = operators.reduce((sum, { contacts }) => sum + contacts, 0);
    expect(total).toBe(count(null, (row) => row.phone_number));
    const { groups } = await analytics.groups('all', 10);
    expect(groups.map(({ name }) => name).sort()).toEqual(['G a', 'G b']);
    const keys = (session: string) =>
      new Set(
        rows.flatMap((row, index) =>
          row.session_id === session && row.type === 'individual' && index % 6 === 0 ? [row.person_key] : [],
        ),
      );
    const [one, other] = [keys('a'), keys('b')];
    const shared = [...one].filter((key) => other.has(key)).length;
    const { pairs } = await analytics.overlap('all', 10);
    expect(pairs.map((pair) => pair.shared)).toEqual(shared > 0 ? [shared] : []);
  });

  it('counts growth by the days of a timezone, and again when something changes', async () => {
    const base = {
      session_id: 'a',
      entity: 'contact' as const,
      entity_id: 1,
      group_id: null,
      fields: null,
      source: 'live',
    };
    const change = (kind: NewChange['kind'], at: string) => ({ ...base, kind, at });
    const append = (changes: NewChange[]) => storage.transaction((trx) => appendChanges(storage, trx, changes));
    await append([change('created', '2025-12-30T16:59:00.000Z'), change('created', '2025-12-30T17:01:00.000Z')]);
    const first = await analytics.growth('all', days);
    expect(first.days.map(({ day, contacts_new }) => [day, contacts_new])).toEqual([
      ['2025-12-30', 1],
      ['2025-12-31', 1],
    ]);
    await append([change('removed', '2025-12-31T10:00:00.000Z')]);
    expect((await analytics.growth('all', days)).days[1]).toMatchObject({ contacts_new: 1, contacts_lost: 1 });
    expect((await analytics.growth(new Set(['b']), days)).days[1]).toMatchObject({ contacts_new: 0, contacts_lost: 0 });
  });

  it('tells how grabs ended and how long they took', async () => {
    const grab = { session_id: 'a', kind: 'all' as const, stage: 'done' as const, counts: '{}', errors_count: 0 };
    const started_at = '2025-12-31T01:00:00.000Z';
    for (const [status, seconds] of [
      ['completed', 10],
      ['completed', 20],
      ['completed_with_errors', 90],
      ['failed', 5],
    ] as const) {
      const finished_at = new Date(Date.parse(started_at) + seconds * 1000).toISOString();
      await storage.db
        .insertInto('grabs')
        .values({ ...grab, status, created_at: started_at, started_at, finished_at })
        .execute();
    }
    const { all, sessions } = await analytics.grabs('all', days);
    expect(all).toMatchObject({
      grabs: 4,
      completed: 2,
      completed_with_errors: 1,
      failed: 1,
      median_seconds: 20,
      p95_seconds: 90,
    });
    expect(sessions.map(({ session_id }) => session_id)).toEqual(['a']);
    expect((await analytics.grabs(new Set(['b']), days)).all.grabs).toBe(0);
  });

  it('does not take a session that only holds imports for one that was never grabbed', async () => {
    const at = '2025-12-31T02:00:00.000Z';
    const session = { session_id: 'impor', name: 'Impor', engine: 'none', status: 'disconnected' as const };
    await storage.db
      .insertInto('whatsapp_sessions')
      .values({ ...session, is_active: false, created_at: at, updated_at: at })
      .execute();
    const { all, sessions } = await analytics.overview(new Set(['a', 'impor']));
    expect(sessions.map(({ last_full_grab_at }) => last_full_grab_at)).toEqual([expect.any(String), null]);
    expect(all.last_full_grab_at).toBe(sessions[0]?.last_full_grab_at);
    expect((await analytics.overview(new Set(['b', 'impor']))).all.last_full_grab_at).toBe(null);
  });
});
