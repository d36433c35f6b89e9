import { beforeAll, beforeEach, expect, it } from 'vitest';
import { readChanges } from '../../changes/index.ts';
import type { Contact } from '../../contacts/index.ts';
import { systemClock } from '../../core/index.ts';
import type { EngineNews, EngineParticipant } from '../../engine/index.ts';
import { loadMemberships } from '../../groups/index.ts';
import { createDigests, createOptOutGuard, createOptOuts } from '../../opt-outs/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { end, group, groups, member, people, person, saved } from '../testing/facts.ts';
import { grab, me, rowsOf } from '../testing/grab.ts';
import { type LiveOutcome, saveNews } from './index.ts';

const budi = { pn: '62811', lid: '911' };
const ani = { pn: '62812', lid: '912' };
const cici = { pn: null, lid: '913' };
const digests = createDigests(Buffer.alloc(32, 7));
const club = '1@g.us';
const other = '2@g.us';
const as = (ids: { pn: string | null; lid: string | null }, role: EngineParticipant['role'] = 'member') => ({
  ...ids,
  role,
});

describeEachDialect('saving live changes', (open) => {
  let storage: Storage;
  let session = '';
  let sessions = 0;
  beforeAll(async () => {
    storage = await open();
  });
  /** Budi is saved and in the club, Ani only chats, Cici hides her number and is in both groups; the account founded the club. */
  beforeEach(async () => {
    sessions += 1;
    session = `live${sessions}`;
    await grab(storage, session, {
      contacts: [
        people(saved(budi.pn, 'Budi', { lid: budi.lid, push_name: 'bud' }), person({ ...ani, has_chat: true })),
        end(),
      ],
      groups: [
        groups(
          group(club, [as(me, 'superadmin'), as(budi), as(cici)], { is_admin: true }),
          group(other, [as(me), as(cici, 'admin')]),
        ),
        end(),
      ],
    });
  });

  const tell = (...news: EngineNews[]): Promise<LiveOutcome> =>
    saveNews(storage, { sessionId: session, me }, news, systemClock);
  const rows = () => rowsOf(storage, session);
  async function row(ids: { pn?: string | null; lid?: string | null }): Promise<Contact | undefined> {
    const isThem = ({ phone_number, lid }: Contact) => (ids.pn ? phone_number === ids.pn : lid === ids.lid);
    return (await rows()).find(isThem);
  }
  const groupRow = async (id: string) => (await rows()).find(({ contact_id }) => contact_id === id);
  async function roleIn(id: string, ids: { pn?: string | null; lid?: string | null }) {
    const found = await row(ids);
    const own = (await loadMemberships(storage.db, session)).find(
      (each) => each.group_id === id && each.contact_row_id === found?.id,
    );
    return own && (own.left_at === null ? own.role : 'left');
  }
  async function toldBy(work: () => Promise<unknown>) {
    const before = (await readChanges(storage.db, session, 0, 10_000)).at(-1)?.seq ?? 0;
    await work();
    const changes = await readChanges(storage.db, session, before, 10_000);
    expect(new Set(changes.map(({ source }) => source))).toEqual(new Set(changes.length > 0 ? ['live'] : []));
    return changes.map(({ entity, kind, fields }) => ({ entity, kind, fields }));
  }

  it('adds, renames and removes a contact', async () => {
    const added = await toldBy(() => tell({ kind: 'person', person: saved('62899', 'Baru', { lid: '999' }) }));
    expect(added).toEqual([{ entity: 'contact', kind: 'created', fields: null }]);
    const renamed = await toldBy(() => tell({ kind: 'person', person: saved('62899', 'Baru Sekali') }));
    expect(renamed).toMatchObject([{ kind: 'updated', fields: { name: ['Baru', 'Baru Sekali'] } }]);
    const removed = await toldBy(() => tell({ kind: 'unsaved', who: { pn: '62899', lid: null } }));
    expect(removed).toMatchObject([{ kind: 'removed', fields: { in_address_book: [true, false] } }]);
    expect(await row({ pn: '62899' })).toMatchObject({ lid: '999', saved_name: 'Baru Sekali', status: 'inactive' });
    await tell({ kind: 'person', person: saved('62899', 'Baru') });
    expect(await row({ pn: '62899' })).toMatchObject({ saved_name: 'Baru', status: 'active', removed_at: null });
  });

  it('keeps who is deleted from the address book and still in a group', async () => {
    await tell({ kind: 'unsaved', who: budi });
    expect(await row(budi)).toMatchObject({ in_address_book: false, name: 'Budi', removed_at: null, group_id: club });
  });

  it('takes a push name, and never loses a name to nothing', async () => {
    await tell({ kind: 'person', person: person({ ...budi, push_name: 'Budi S' }) });
    expect(await row(budi)).toMatchObject({ push_name: 'Budi S', name: 'Budi', in_address_book: true });
    const nothing = await toldBy(() =>
      tell({ kind: 'person', person: person({ ...budi, saved_name: '', push_name: '' }) }),
    );
    expect(nothing).toEqual([]);
    await tell({ kind: 'person', person: person({ pn: '62877', push_name: 'Siapa' }) });
    expect(await row({ pn: '62877' })).toBeUndefined();
  });

  it('changes and takes away a picture, of people and groups', async () => {
    const url = 'https://pps.whatsapp.net/1.jpg';
    await tell({ kind: 'picture', jid: '911@lid', url }, { kind: 'picture', jid: club, url });
    expect(await row(budi)).toMatchObject({ profile_picture: url });
    expect(await groupRow(club)).toMatchObject({ profile_picture: url });
    await tell({ kind: 'picture', jid: '62811@s.whatsapp.net', url: null });
    expect(await row(budi)).toMatchObject({ profile_picture: null });
  });

  it('blocks and unblocks, one by one and by the whole list', async () => {
    await tell({ kind: 'blocked', who: budi, blocked: true });
    expect(await row(budi)).toMatchObject({ status: 'blocked', removed_at: null });
    await tell({ kind: 'block_list', who: [ani] });
    expect([(await row(budi))?.status, (await row(ani))?.status]).toEqual(['active', 'blocked']);
    await tell({ kind: 'blocked', who: ani, blocked: false });
    expect((await row(ani))?.status).toBe('active');
  });

  it('founds a group, renames and describes it, in the rows of its members too', async () => {
    const members = [as(me, 'superadmin'), as({ pn: null, lid: '950' })];
    await tell({ kind: 'group', group: group('9@g.us', members, { is_admin: true, name: 'Arisan' }) });
    expect(await groupRow('9@g.us')).toMatchObject({ name: 'Arisan', is_admin: true, group_participants_count: 2 });
    const renamed = await toldBy(() => tell({ kind: 'group_facts', id: '9@g.us', name: 'Arisan RT' }));
    expect(renamed).toEqual([{ entity: 'group', kind: 'updated', fields: { name: ['Arisan', 'Arisan RT'] } }]);
    expect(await row({ lid: '950' })).toMatchObject({ group_id: '9@g.us', group_name: 'Arisan RT' });
    await tell({ kind: 'group_facts', id: '9@g.us', description: 'Tiap Jumat' });
    expect((await groupRow('9@g.us'))?.group_description).toBe('Tiap Jumat');
    await tell({ kind: 'group_facts', id: '9@g.us', description: null });
    expect(await groupRow('9@g.us')).toMatchObject({ group_description: null, name: 'Arisan RT' });
  });

  it('lets members join, be promoted and demoted, and leave; told twice, it happens once', async () => {
    const joined: EngineNews = { kind: 'members', id: club, change: 'joined', members: [as(ani)] };
    expect(await toldBy(() => tell(joined, joined))).toEqual([{ entity: 'membership', kind: 'joined', fields: null }]);
    expect(await toldBy(() => tell(joined))).toEqual([]);
    expect((await groupRow(club))?.group_participants_count).toBe(4);
    await tell({ kind: 'members', id: club, change: 'role', members: [as(ani, 'admin')] });
    expect(await roleIn(club, ani)).toBe('admin');
    await tell({ kind: 'members', id: club, change: 'role', members: [as(ani)] });
    expect(await roleIn(club, ani)).toBe('member');
    await tell({ kind: 'members', id: club, change: 'left', members: [as(ani)] });
    expect([await roleIn(club, ani), (await row(ani))?.removed_at]).toEqual(['left', null]);
    expect((await groupRow(club))?.group_participants_count).toBe(3);
  });

  it('takes who is left in nothing for gone, and brings them back', async () => {
    const left = (id: string): EngineNews => ({ kind: 'members', id, change: 'left', members: [as(cici)] });
    await tell(left(club));
    expect(await row(cici)).toMatchObject({ removed_at: null, group_id: other, is_admin: true });
    await tell(left(other));
    expect(await row(cici)).toMatchObject({ status: 'inactive', seen_in_group: false });
    await tell({ kind: 'members', id: club, change: 'joined', members: [as(cici)] });
    expect(await row(cici)).toMatchObject({ status: 'active', removed_at: null, seen_in_group: true });
  });

  it('ends a group that the account left, was taken out of, or is not told of any more', async () => {
    const own: EngineNews = { kind: 'members', id: club, change: 'left', members: [as(me)] };
    await tell(own);
    expect(await groupRow(club)).toMatchObject({ status: 'inactive' });
    expect(await row(budi)).toMatchObject({ seen_in_group: false, removed_at: null });
    await tell({ kind: 'all_groups', ids: [] });
    expect((await groupRow(other))?.removed_at).not.toBeNull();
    expect((await row(cici))?.status).toBe('inactive');
    await tell({ kind: 'group', group: group(other, [as(me), as(cici)]) });
    expect([await groupRow(other), await row(cici)]).toMatchObject([{ removed_at: null }, { removed_at: null }]);
    await tell({ kind: 'group_left', id: other });
    expect([(await groupRow(other))?.status, (await row(cici))?.status]).toEqual(['inactive', 'inactive']);
  });

  it('asks for groups that it does not know', async () => {
    const outcome = await tell(
      { kind: 'members', id: '77@g.us', change: 'joined', members: [as(ani)] },
      { kind: 'group_facts', id: '78@g.us', name: 'X' },
      { kind: 'members', id: club, change: 'role', members: [as(ani, 'admin')] },
      { kind: 'members', id: '79@g.us', change: 'left', members: [as(ani)] },
    );
    expect(outcome).toEqual({ unknownGroups: ['77@g.us', '78@g.us', club], unreadable: 0 });
  });

  it('keeps the row of a person who has a new number: names, address book, groups', async () => {
    const before = await row(budi);
    const moved = person({ pn: '62855', lid: budi.lid });
    const told = await toldBy(() =>
      tell({ kind: 'renumbered', from: budi.pn, to: '62855' }, { kind: 'person', person: moved }),
    );
    expect(told).toMatchObject([{ entity: 'contact', kind: 'updated', fields: { phone_number: ['62811', '62855'] } }]);
    expect(await row({ pn: '62855' })).toMatchObject({
      id: before?.id,
      contact_id: '62855@s.whatsapp.net',
      lid: budi.lid,
      saved_name: 'Budi',
      push_name: 'bud',
      in_address_book: true,
    });
    expect(await row({ pn: budi.pn })).toBeUndefined();
    expect(await roleIn(club, { pn: '62855' })).toBe('member');
  });

  it('knows a new number by the LID alone, and by the number alone', async () => {
    const before = await row(budi);
    await tell({ kind: 'members', id: club, change: 'joined', members: [as({ pn: '62856', lid: budi.lid })] });
    expect(await row({ pn: '62856' })).toMatchObject({ id: before?.id, saved_name: 'Budi' });
    await tell({ kind: 'person', person: saved('62841', 'Tanpa LID') });
    const plain = await row({ pn: '62841' });
    await tell({ kind: 'renumbered', from: '62841', to: '62842' });
    expect(await row({ pn: '62842' })).toMatchObject({ id: plain?.id, saved_name: 'Tanpa LID', in_address_book: true });
    expect(await row({ pn: '62841' })).toBeUndefined();
  });

  it('makes one of two rows when the new number was known already', async () => {
    const before = await row(budi);
    await tell({ kind: 'person', person: saved('62857', 'Budi Baru') });
    const told = await toldBy(() => tell({ kind: 'person', person: saved('62857', 'Budi Baru', { lid: budi.lid }) }));
    expect(told.map(({ kind }) => kind).sort()).toEqual(['merged', 'updated']);
    expect((await rows()).filter(({ lid }) => lid === budi.lid)).toMatchObject([
      { id: before?.id, phone_number: '62857', saved_name: 'Budi Baru', push_name: 'bud' },
    ]);
    expect(await row({ pn: budi.pn })).toBeUndefined();
  });

  it('hands a number on from one person to the next, at the same moment', async () => {
    const [first, second] = [await row(budi), await row(ani)];
    await tell(
      { kind: 'person', person: person({ pn: '62870', lid: ani.lid, has_chat: true }) },
      { kind: 'person', person: saved(ani.pn, 'Budi', { lid: budi.lid }) },
      { kind: 'person', person: saved(budi.pn, 'Orang Lain', { lid: '960' }) },
    );
    expect(await row({ pn: '62870' })).toMatchObject({ id: second?.id, lid: ani.lid });
    expect(await row({ pn: ani.pn })).toMatchObject({ id: first?.id, lid: budi.lid, saved_name: 'Budi' });
    const newcomer = await row({ pn: budi.pn });
    expect(newcomer).toMatchObject({ lid: '960', saved_name: 'Orang Lain', push_name: null });
    expect([first?.id, second?.id]).not.toContain(newcomer?.id);
  });

  it('finds the same again in the next grab', async () => {
    await tell(
      { kind: 'person', person: saved('62855', 'Budi', { lid: budi.lid }) },
      { kind: 'members', id: club, change: 'joined', members: [as(ani)] },
      { kind: 'group_facts', id: club, name: 'Klub' },
    );
    const { counts } = await grab(storage, session, {
      contacts: [people(saved('62855', 'Budi', { lid: budi.lid }), person({ ...ani, has_chat: true })), end()],
      groups: [
        groups(
          group(club, [as(me, 'superadmin'), member({ pn: '62855', lid: budi.lid }), as(cici), as(ani)], {
            is_admin: true,
            name: 'Klub',
          }),
          group(other, [as(me), as(cici, 'admin')]),
        ),
        end(),
      ],
    });
    expect(counts).toMatchObject({ contacts_unchanged: 2, groups_unchanged: 2, participants_unchanged: 1 });
    expect(counts).toMatchObject({ contacts_saved: 0, contacts_updated: 0, members_joined: 0, members_left: 0 });
  });

  it('keeps who opted out marked, met live or under a new number, and stores nobody who must not be stored', async () => {
    const optOuts = createOptOuts({ storage, clock: systemClock, digests });
    const entry = { lid: null, session_id: session, source: 'user:person:1' };
    await storage.transaction(async (trx) => {
      await optOuts.add(trx, { ...entry, phone: '62890', erase_on_sight: false });
      await optOuts.add(trx, { ...entry, phone: '62891', lid: '991', erase_on_sight: true });
    });
    const tellGuarded = async (...news: EngineNews[]) => {
      const guard = await createOptOutGuard(storage.db, digests, session);
      await saveNews(storage, { sessionId: session, me }, news, systemClock, guard);
    };
    await tellGuarded(
      { kind: 'members', id: club, change: 'joined', members: [as({ pn: '62890', lid: '990' })] },
      { kind: 'members', id: club, change: 'joined', members: [as({ pn: null, lid: '991' })] },
      { kind: 'person', person: saved('62891', 'Dihapus') },
    );
    const met = await row({ pn: '62890' });
    expect(met).toMatchObject({ opted_out: true, seen_in_group: true });
    expect([await row({ pn: '62891' }), await row({ lid: '991' })]).toEqual([undefined, undefined]);
    await tellGuarded({ kind: 'renumbered', from: '62890', to: '62892' });
    expect(await row({ pn: '62892' })).toMatchObject({ id: met?.id, opted_out: true });
    await tellGuarded({
      kind: 'group',
      group: group(club, [as(me), as({ pn: '62892', lid: '990' }), as({ pn: '62891', lid: null })]),
    });
    expect(await row({ lid: '990' })).toMatchObject({ id: met?.id, opted_out: true });
    expect(await row({ pn: '62891' })).toBeUndefined();
  });

  it('says what nobody can read, and takes in the rest', async () => {
    const outcome = await tell(
      { kind: 'blocked', who: { pn: null, lid: null }, blocked: true },
      { kind: 'person', person: person({ pn: 'abc', has_chat: true }) },
      { kind: 'blocked', who: ani, blocked: true },
    );
    expect(outcome.unreadable).toBe(2);
    expect((await row(ani))?.status).toBe('blocked');
  });

  it('waits for the first grab of a session', async () => {
    session = `${session}-new`;
    await tell({ kind: 'person', person: saved('62811', 'Budi') });
    expect(await rows()).toEqual([]);
  });
});
