import { beforeAll, expect, it } from 'vitest';
import { historyOf } from '../../changes/index.ts';
import type { EngineGroup, EnginePerson } from '../../engine/index.ts';
import { loadMemberships } from '../../groups/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { listGrabErrors } from '../grab-errors.repo.ts';
import { findGrab } from '../grabs.repo.ts';
import { end, group, groups, member, people, person, saved } from '../testing/facts.ts';
import { grab, me, nonZero, rowsOf } from '../testing/grab.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `62811${1000 + index}`);

describeEachDialect('saving a grab', (open) => {
  let storage: Storage;
  let session = '';
  let sessions = 0;
  beforeAll(async () => {
    storage = await open();
  });
  const fresh = () => {
    sessions += 1;
    session = `s${sessions}`;
    return session;
  };
  const row = async (match: { pn?: string; lid?: string; id?: string }) => {
    const rows = await rowsOf(storage, session);
    return rows.find(
      (each) =>
        (match.pn && each.phone_number === match.pn) ||
        (match.lid && each.lid === match.lid) ||
        each.contact_id === match.id,
    );
  };
  const present = async () => (await loadMemberships(storage.db, session)).filter(({ left_at }) => left_at === null);

  it('keeps people, groups and memberships, and counts each row once', async () => {
    fresh();
    const pages = {
      contacts: [people(saved('6281', 'Budi'), person({ pn: '6282', has_chat: true, chat_name: 'Siti' })), end()],
      groups: [
        groups(
          group('1@g.us', [
            member({ pn: '6281' }),
            member({ pn: '6283' }, 'admin'),
            member({ pn: me.pn, lid: me.lid }),
          ]),
          group('2@g.us', [member({ pn: '6283' }), member({ lid: '77' })], {
            description: 'Rules\nhere',
            is_admin: true,
          }),
        ),
        end(),
      ],
    };
    const first = await grab(storage, session, pages);
    expect(nonZero(first.counts)).toEqual({
      total_contacts: 2,
      total_groups: 2,
      memberships: 5,
      contacts_saved: 2,
      groups_saved: 2,
      participants_saved: 2,
      members_joined: 5,
    });
    expect(await row({ pn: '6281' })).toMatchObject({
      name: 'Budi',
      group_id: null,
      seen_in_group: true,
      country_code: 'ID',
    });
    expect(await row({ pn: '6283' })).toMatchObject({
      name: null,
      group_id: '1@g.us',
      group_name: 'Group 1@g.us',
      is_admin: true,
    });
    expect(await row({ lid: '77' })).toMatchObject({ contact_id: '77@lid', phone_number: null, country_code: null });
    expect(await row({ id: '2@g.us' })).toMatchObject({
      type: 'group',
      group_id: '2@g.us',
      group_description: 'Rules\nhere',
      group_participants_count: 2,
      is_admin: true,
    });
    expect((await rowsOf(storage, session)).some(({ is_me }) => is_me)).toBe(false);
    const stored = await findGrab(storage.db, first.id);
    expect(stored?.counts).toEqual(first.counts);

    const before = await rowsOf(storage, session);
    const second = await grab(storage, session, pages);
    expect(nonZero(second.counts)).toEqual({
      total_contacts: 2,
      total_groups: 2,
      memberships: 5,
      contacts_unchanged: 2,
      groups_unchanged: 2,
      participants_unchanged: 2,
    });
    expect(await rowsOf(storage, session)).toEqual(before);
  });

  it('reports seven renames, three joiners and two leavers, and nothing else', async () => {
    fresh();
    const all = numbers(40);
    const contacts = (suffix: (index: number) => string) => [
      people(...all.slice(0, 20).map((pn, index) => saved(pn, `Name ${index}${suffix(index)}`))),
      end(),
    ];
    const roster = (pns: string[]) => pns.map((pn) => member({ pn }));
    await grab(storage, session, {
      contacts: contacts(() => ''),
      groups: [groups(group('1@g.us', roster(all.slice(0, 30))), group('2@g.us', roster(all.slice(10, 30)))), end()],
    });
    const { counts, id } = await grab(storage, session, {
      contacts: contacts((index) => (index < 5 ? ' new' : '')),
      groups: [
        groups(
          group('1@g.us', roster([...all.slice(1, 29), ...all.slice(30, 33)]), { name: 'New 1' }),
          group('2@g.us', roster(all.slice(10, 29)), { name: 'New 2' }),
        ),
        end(),
      ],
    });
    expect(nonZero(counts)).toMatchObject({
      contacts_updated: 5,
      groups_updated: 2,
      participants_saved: 3,
      members_joined: 3,
    });
    // one leaver is in the address book and stays; the other was in both groups and is gone
    expect(counts).toMatchObject({
      members_left: 3,
      participants_removed: 1,
      contacts_removed: 0,
      participants_updated: 0,
    });
    expect(counts.contacts_saved + counts.groups_saved).toBe(0);
    expect(await row({ pn: all[25] ?? '' })).toMatchObject({ group_name: 'New 1' });
    const gone = await row({ pn: all[29] ?? '' });
    expect(gone).toMatchObject({ status: 'inactive', seen_in_group: false });
    const told = await storage.db.selectFrom('changes').selectAll().where('source', '=', `grab:${id}`).execute();
    expect(told).toHaveLength(7 + 3 + 3 + 3 + 1);
    expect(told.find(({ entity, kind }) => entity === 'group' && kind === 'updated')?.fields).toEqual({
      name: ['Group 1@g.us', 'New 1'],
    });
  });

  it('makes one row of a person first known by LID and later by phone, with memberships and history', async () => {
    fresh();
    await grab(storage, session, { groups: [groups(group('1@g.us', [member({ lid: '55' }, 'admin')])), end()] });
    const before = await row({ lid: '55' });
    await grab(storage, session, { contacts: [people(saved('6255', 'Ayu', { lid: '55' })), end()] });
    const after = await row({ pn: '6255' });
    expect(after).toMatchObject({
      id: before?.id,
      contact_id: '6255@s.whatsapp.net',
      lid: '55',
      name: 'Ayu',
      group_id: null,
    });
    expect((await rowsOf(storage, session)).filter(({ type }) => type === 'individual')).toHaveLength(1);
    expect(await present()).toMatchObject([{ contact_row_id: before?.id, role: 'admin' }]);
    const history = await historyOf(storage.db, session, before?.id ?? 0);
    expect(history.map(({ kind }) => kind).sort()).toEqual(['created', 'joined', 'updated']);
  });

  it('merges two rows of one person into the older, wherever the phone stands', async () => {
    fresh();
    await grab(storage, session, { groups: [groups(group('1@g.us', [member({ lid: '7' })])), end()] });
    await grab(storage, session, { contacts: [people(saved('6207', 'Rina', { push_name: 'rin' })), end()] });
    await grab(storage, session, {
      groups: [groups(group('2@g.us', [member({ pn: '6207' })]), group('1@g.us', [member({ lid: '7' })])), end()],
    });
    const [byLid, byPhone] = [await row({ lid: '7' }), await row({ pn: '6207' })];
    expect(byLid?.id).toBeLessThan(byPhone?.id ?? 0);
    const { counts } = await grab(storage, session, {
      groups: [
        groups(group('1@g.us', [member({ lid: '7' })]), group('2@g.us', [member({ pn: '6207', lid: '7' })])),
        end(),
      ],
    });
    expect(nonZero(counts)).toEqual({
      total_groups: 2,
      groups_unchanged: 2,
      memberships: 2,
      participants_updated: 1,
      merged: 1,
    });
    expect(await row({ pn: '6207' })).toMatchObject({
      id: byLid?.id,
      lid: '7',
      name: 'Rina',
      push_name: 'rin',
      in_address_book: true,
    });
    expect(await present()).toHaveLength(2);
    expect((await present()).every(({ contact_row_id }) => contact_row_id === byLid?.id)).toBe(true);
    const history = await historyOf(storage.db, session, byLid?.id ?? 0);
    expect(history.filter(({ kind }) => kind === 'created').map(({ entity_id }) => entity_id)).toEqual([
      byLid?.id,
      byPhone?.id,
    ]);
    expect(history.find(({ kind }) => kind === 'merged')?.fields).toEqual({ id: [byPhone?.id, byLid?.id] });
    const again = await grab(storage, session, {
      groups: [
        groups(group('1@g.us', [member({ lid: '7' })]), group('2@g.us', [member({ pn: '6207', lid: '7' })])),
        end(),
      ],
    });
    expect(again.counts).toMatchObject({
      participants_unchanged: 1,
      participants_updated: 0,
      members_joined: 0,
      members_left: 0,
    });
  });

  it('leaves one membership where both rows were members of a group', async () => {
    fresh();
    const twice = group('1@g.us', [member({ lid: '8' }), member({ pn: '6208' }, 'admin')]);
    await grab(storage, session, { groups: [groups(twice), end()] });
    expect(await present()).toHaveLength(2);
    const { counts } = await grab(storage, session, {
      groups: [groups(group('1@g.us', [member({ pn: '6208', lid: '8' }, 'admin')])), end()],
    });
    expect(counts).toMatchObject({ merged: 1, members_left: 0, members_joined: 0, memberships: 1 });
    expect(await present()).toMatchObject([{ role: 'admin' }]);
  });

  it('merges a chain, and follows the history through it', async () => {
    fresh();
    await grab(storage, session, {
      contacts: [people(person({ lid: '1', has_chat: true }), person({ lid: '2', has_chat: true })), end()],
    });
    const rows = await rowsOf(storage, session);
    const [first, second] = rows.map(({ id }) => id).sort((a, b) => a - b);
    await grab(storage, session, {
      contacts: [
        people(person({ pn: '621', lid: '1', has_chat: true }), person({ pn: '621', lid: '2', has_chat: true })),
        end(),
      ],
    });
    const left = await rowsOf(storage, session);
    expect(left).toMatchObject([{ id: first, lid: '2', phone_number: '621', contact_id: '621@s.whatsapp.net' }]);
    expect((await historyOf(storage.db, session, first ?? 0)).some(({ entity_id }) => entity_id === second)).toBe(true);
  });

  it('gives a LID to whom WhatsApp named last, and swaps two', async () => {
    fresh();
    const contacts = (a: string, b: string) => [
      people(saved('621', 'A', { lid: a }), saved('622', 'B', { lid: b })),
      end(),
    ];
    await grab(storage, session, { contacts: contacts('10', '20') });
    const { counts } = await grab(storage, session, { contacts: contacts('20', '10') });
    expect(nonZero(counts)).toEqual({ total_contacts: 2, contacts_updated: 2 });
    expect(await row({ pn: '621' })).toMatchObject({ lid: '20', name: 'A' });
    expect(await row({ pn: '622' })).toMatchObject({ lid: '10', name: 'B' });
    await grab(storage, session, { contacts: contacts('30', '10') });
    expect(await row({ pn: '621' })).toMatchObject({ lid: '30' });
  });

  it('never loses a name to nothing, to blanks or to a number', async () => {
    fresh();
    const contacts = (name: string | null) => [
      people(saved('621', name as string, { push_name: name, has_chat: true })),
      end(),
    ];
    await grab(storage, session, { contacts: contacts('Budi') });
    for (const nothing of [null, '', '   ', '\u200b', '+62 811 222']) {
      const { counts } = await grab(storage, session, { contacts: contacts(nothing) });
      expect(nonZero(counts)).toEqual({ total_contacts: 1, contacts_unchanged: 1 });
    }
    expect(await row({ pn: '621' })).toMatchObject({ name: 'Budi', saved_name: 'Budi', push_name: 'Budi' });
  });

  it('stores hostile names whole, and finds them unchanged', async () => {
    fresh();
    const names = [
      'x'.repeat(300),
      '👨‍👩‍👧‍👦',
      '__proto__',
      'bel\u0007 nol\u0000',
      '\u200fשלום',
      'half \ud83d',
      'José',
      '=1+1',
      "'; drop table contacts",
      'a\\',
      '\ufeffBOM',
    ];
    const contacts = () => [people(...names.map((name, index) => saved(`62${100 + index}`, name))), end()];
    const group1 = () => [
      groups(
        group('1@g.us', [member({ pn: '62100' })], { name: 'constructor\u0000', description: 'a\u0000b\n\u0007' }),
      ),
      end(),
    ];
    await grab(storage, session, { contacts: contacts(), groups: group1() });
    expect(await row({ pn: '62100' })).toMatchObject({ name: 'x'.repeat(300) });
    expect(await row({ pn: '62103' })).toMatchObject({ name: 'bel nol' });
    const { counts } = await grab(storage, session, { contacts: contacts(), groups: group1() });
    expect(counts).toMatchObject({ contacts_unchanged: names.length, contacts_updated: 0, groups_unchanged: 1 });
  });

  it('removes nothing for an empty, partial or unreadable answer', async () => {
    fresh();
    const whole = {
      contacts: [people(saved('621', 'A'), saved('622', 'B')), end()],
      groups: [groups(group('1@g.us', [member({ pn: '623' })])), end()],
    };
    await grab(storage, session, whole);
    const before = await rowsOf(storage, session);
    const unreadable = {
      kind: 'failures',
      items: [{ item: 'contact', item_id: null, error: { code: 'upstream', details: {}, reason: 'x' } }],
    } as const;
    const answers = [
      { contacts: [end()], groups: [end()] },
      { contacts: [people(), end()], groups: [groups(), end()] },
      { contacts: [people(saved('621', 'A')), end(false)], groups: [groups(), end(false)] },
      { contacts: [people(saved('621', 'A')), { ...unreadable, items: [...unreadable.items] }, end()] },
      {
        contacts: [
          people(saved('621', 'A')),
          { kind: 'end' as const, complete: true, missing: ['address_book' as const] },
        ],
      },
      { groups: [groups(group('1@g.us', [], { roster_complete: true, participants_count: 0 })), end()] },
      { groups: [groups(group('1@g.us', [member({ pn: '621' })], { roster_complete: false })), end()] },
    ];
    for (const pages of answers) {
      const { counts } = await grab(storage, session, pages);
      expect(counts).toMatchObject({
        contacts_removed: 0,
        groups_removed: 0,
        participants_removed: 0,
        members_left: 0,
      });
    }
    const active = (await rowsOf(storage, session)).filter(({ status }) => status === 'active');
    expect(active.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });

  it('marks who and what is gone, keeps their memberships, and brings them back', async () => {
    fresh();
    const whole = {
      contacts: [people(saved('621', 'A'), saved('622', 'B'), person({ pn: '624', has_chat: true })), end()],
      groups: [
        groups(
          group('1@g.us', [member({ pn: '622' }), member({ pn: '623' })]),
          group('2@g.us', [member({ pn: '625' })]),
        ),
        end(),
      ],
    };
    await grab(storage, session, whole);
    const { counts } = await grab(storage, session, {
      contacts: [people(person({ pn: '624', has_chat: true })), end()],
      groups: [groups(group('1@g.us', [member({ pn: '622' }), member({ pn: '623' })])), end()],
    });
    expect(counts).toMatchObject({
      contacts_removed: 1,
      groups_removed: 1,
      participants_removed: 1,
      participants_updated: 1,
      members_left: 0,
    });
    expect(await row({ pn: '621' })).toMatchObject({ status: 'inactive', saved_name: 'A', in_address_book: false });
    expect(await row({ pn: '622' })).toMatchObject({
      status: 'active',
      name: 'B',
      in_address_book: false,
      group_id: '1@g.us',
    });
    expect(await row({ pn: '625' })).toMatchObject({ status: 'inactive', seen_in_group: false });
    expect((await row({ id: '2@g.us' }))?.removed_at).not.toBeNull();
    expect(await present()).toHaveLength(3);
    const still = await grab(storage, session, {
      contacts: [people(person({ pn: '624', has_chat: true })), end()],
      groups: [groups(group('1@g.us', [member({ pn: '622' }), member({ pn: '623' })])), end()],
    });
    expect(nonZero(still.counts)).toEqual({
      total_contacts: 1,
      total_groups: 1,
      memberships: 2,
      contacts_unchanged: 1,
      groups_unchanged: 1,
      participants_unchanged: 2,
    });
    const back = await grab(storage, session, whole);
    expect(back.counts).toMatchObject({
      contacts_updated: 2,
      groups_updated: 1,
      participants_updated: 1,
      contacts_saved: 0,
      members_joined: 0,
    });
    const restored = await storage.db
      .selectFrom('changes')
      .selectAll()
      .where('source', '=', `grab:${back.id}`)
      .where('kind', '=', 'restored')
      .execute();
    expect(restored).toHaveLength(3);
    expect(await row({ pn: '621' })).toMatchObject({ status: 'active', removed_at: null, in_address_book: true });
  });

  it('judges people only by what the kind of grab could see', async () => {
    fresh();
    await grab(storage, session, {
      contacts: [people(saved('621', 'A'), saved('622', 'B')), end()],
      groups: [groups(group('1@g.us', [member({ pn: '622' }), member({ pn: '623' })])), end()],
    });
    const onlyContacts = await grab(storage, session, { contacts: [people(saved('629', 'Z')), end()] });
    expect(onlyContacts.counts).toMatchObject({ contacts_removed: 1, participants_removed: 0 });
    expect(await row({ pn: '622' })).toMatchObject({ status: 'active' });
    const onlyGroups = await grab(storage, session, {
      groups: [groups(group('1@g.us', [member({ pn: '624' })])), end()],
    });
    expect(onlyGroups.counts).toMatchObject({
      participants_removed: 2,
      contacts_removed: 0,
      members_left: 2,
      members_joined: 1,
    });
    expect(await row({ pn: '629' })).toMatchObject({ status: 'active' });
  });

  it('lets push names enrich, but makes no rows of them', async () => {
    fresh();
    const pages = {
      contacts: [
        people(person({ lid: '5', push_name: 'only heard of' }), person({ pn: '626', lid: '6', push_name: 'Member' })),
        end(),
      ],
      groups: [groups(group('1@g.us', [member({ lid: '6' })])), end()],
    };
    const { counts } = await grab(storage, session, pages);
    expect(nonZero(counts)).toEqual({
      total_groups: 1,
      groups_saved: 1,
      participants_saved: 1,
      memberships: 1,
      members_joined: 1,
    });
    expect(await row({ pn: '626' })).toMatchObject({ name: 'Member', lid: '6', in_address_book: false });
    const again = await grab(storage, session, pages);
    expect(again.counts).toMatchObject({ groups_unchanged: 1, participants_unchanged: 1, participants_updated: 0 });
  });

  it('blocks, and unblocks only on a complete answer', async () => {
    fresh();
    const contacts = (is_blocked: boolean, complete: boolean) => ({
      contacts: [people(saved('621', 'A', { is_blocked })), end(complete)],
    });
    await grab(storage, session, contacts(true, true));
    expect(await row({ pn: '621' })).toMatchObject({ status: 'blocked' });
    await grab(storage, session, contacts(false, false));
    expect(await row({ pn: '621' })).toMatchObject({ status: 'blocked' });
    await grab(storage, session, contacts(false, true));
    expect(await row({ pn: '621' })).toMatchObject({ status: 'active' });
  });

  it('lists malformed items and goes on', async () => {
    fresh();
    const broken = [null, {}, person({}), person({ pn: 'abc' })] as EnginePerson[];
    const brokenGroups = [
      group('nonsense', []),
      { id: '3@g.us' },
      group('4@g.us', [member({ pn: '621' }), member({}), null as never]),
    ] as EngineGroup[];
    const { counts, errors_count, id } = await grab(storage, session, {
      contacts: [people(...broken, saved('620', 'Good')), end()],
      groups: [groups(...brokenGroups), end()],
    });
    expect(counts).toMatchObject({ contacts_saved: 1, groups_saved: 1, participants_saved: 1 });
    const errors = await listGrabErrors(storage.db, id);
    expect(errors_count).toBe(8);
    expect(errors.map(({ item, item_id }) => [item, item_id])).toEqual([
      ['contact', null],
      ['contact', null],
      ['contact', null],
      ['contact', 'abc'],
      ['group', 'nonsense'],
      ['group', '3@g.us'],
      ['participant', '4@g.us'],
      ['participant', '4@g.us'],
    ]);
  });

  it('does not take a group for gone, nor its member for having left, whose item could not be read', async () => {
    fresh();
    await grab(storage, session, {
      groups: [
        groups(
          group('1@g.us', [member({ pn: '621' })]),
          group('2@g.us', [member({ pn: '622' }), member({ pn: '623' })]),
        ),
        end(),
      ],
    });
    const { counts } = await grab(storage, session, {
      groups: [groups({ id: '1@g.us' } as EngineGroup, group('2@g.us', [member({ pn: '622' }), null as never])), end()],
    });
    expect(counts).toMatchObject({ groups_removed: 0, members_left: 0, participants_removed: 0 });
  });

  it('keeps sessions apart', async () => {
    const one = fresh();
    await grab(storage, one, { contacts: [people(saved('621', 'Mine')), end()] });
    const other = fresh();
    await grab(storage, other, { contacts: [people(saved('621', 'Theirs')), end()] });
    expect(await rowsOf(storage, one)).toMatchObject([{ name: 'Mine' }]);
    expect(await rowsOf(storage, other)).toMatchObject([{ name: 'Theirs' }]);
  });
});
