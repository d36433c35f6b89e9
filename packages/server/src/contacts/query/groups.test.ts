import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visible } from '../../auth/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type GroupsWish, pageGroups, readGroup } from './groups.repo.ts';
import { type MembersWish, pageMembers } from './members.repo.ts';
import { overlapOfGroups } from './overlap.repo.ts';
import { aGroup, anAccount, at, join, someContacts } from './testing.ts';

describeEachDialect('groups', (open) => {
  let storage: Storage;
  const sessions = { toko: '', rumah: '' };
  const ids: Record<string, number> = {};
  const idOf = (name: string) => ids[name] ?? 0;
  const nameOf = (id: number) => Object.keys(ids).find((name) => ids[name] === id);
  const only = (name: keyof typeof sessions): Visible => new Set([sessions[name]]);

  async function add(session: string, name: string, given: Partial<Parameters<typeof someContacts>[2][number]> = {}) {
    ids[name] = (await someContacts(storage, session, [{ name, ...given }]))[0] ?? 0;
  }
  async function joinAs(group: string, name: string, ...rest: [left_at: string | null, role?: 'admin' | 'member']) {
    const { session_id, contact_id } = await readGroup(storage, 'all', idOf(group));
    await join(storage, session_id, contact_id, idOf(name), ...rest);
  }

  beforeAll(async () => {
    storage = await open();
    sessions.toko = await anAccount(storage, 'Toko');
    sessions.rumah = await anAccount(storage, 'Rumah');
    await add(sessions.toko, 'budi', { phone_number: '6281234567890' });
    await add(sessions.toko, 'ani', { phone_number: '6281300000009' });
    await add(sessions.toko, 'candra');
    await add(sessions.toko, 'owner', { is_me: true });
    await add(sessions.toko, 'trashed', { deleted_at: at });
    await add(sessions.rumah, 'pak budi', { phone_number: '6281234567890' });
    await add(sessions.rumah, 'dewi');
    ids['arisan'] = await aGroup(storage, sessions.toko, 'Arisan RT 05', [
      idOf('budi'),
      idOf('owner'),
      idOf('trashed'),
    ]);
    ids['alumni'] = await aGroup(storage, sessions.toko, 'Alumni', [idOf('budi'), idOf('candra')]);
    ids['keluarga'] = await aGroup(storage, sessions.rumah, 'Keluarga', [idOf('pak budi'), idOf('dewi')]);
    ids['deleted'] = await aGroup(storage, sessions.toko, 'Dibuang', []);
    await storage.db.updateTable('contacts').set({ deleted_at: at }).where('id', '=', idOf('deleted')).execute();
    await joinAs('arisan', 'ani', null, 'admin');
    await joinAs('arisan', 'candra', at);
  });
  afterAll(() => storage?.close());

  async function list(wish: Partial<GroupsWish> = {}, visible: Visible = 'all') {
    const page = await pageGroups(storage, visible, { limit: 10, sort: 'name', total: true, ...wish });
    expect(page.total).toBe(page.rows.length);
    return page.rows.map(({ id }) => nameOf(id));
  }

  test('are listed by name over all sessions that somebody sees, without the trash', async () => {
    expect(await list()).toEqual(['alumni', 'arisan', 'keluarga']);
    expect(await list({ sort: '-name' })).toEqual(['keluarga', 'arisan', 'alumni']);
    expect(await list({}, only('rumah'))).toEqual(['keluarga']);
    expect(await list({ session_id: sessions.toko })).toEqual(['alumni', 'arisan']);
    expect(await list({ session_id: sessions.toko }, only('rumah'))).toEqual([]);
  });

  test('are found by every word of their names', async () => {
    expect(await list({ q: 'rt ARISAN' })).toEqual(['arisan']);
    expect(await list({ q: 'rt 06' })).toEqual([]);
  });

  test('are not found in a session that one does not see, and nobody is one', async () => {
    for (const id of [idOf('keluarga'), idOf('deleted'), idOf('budi')])
      await expect(readGroup(storage, only('toko'), id)).rejects.toMatchObject({ code: 'group_not_found' });
    expect(await readGroup(storage, only('toko'), idOf('arisan'))).toMatchObject({ members_present: 4 });
  });

  describe('have members', () => {
    async function members(wish: Partial<MembersWish> = {}, visible: Visible = 'all') {
      const full = { state: 'present', limit: 10, sort: 'name', total: true, ...wish } as const;
      const page = await pageMembers(storage, visible, idOf('arisan'), full);
      expect(page.total).toBe(page.rows.length);
      return page.rows.map(({ contact }) => nameOf(contact.id));
    }

    test('by name, without the owner of the account and the trash', async () => {
      expect(await members()).toEqual(['ani', 'budi']);
      expect(await members({ sort: '-name' })).toEqual(['budi', 'ani']);
    });

    test('who are there, who left, or both', async () => {
      expect(await members({ state: 'left' })).toEqual(['candra']);
      expect(await members({ state: 'all' })).toEqual(['ani', 'budi', 'candra']);
    });

    test('by role and by text', async () => {
      expect(await members({ role: 'admin' })).toEqual(['ani']);
      expect(await members({ q: '0812 3456' })).toEqual(['budi']);
      expect(await members({ q: 'candra' })).toEqual([]);
    });

    test('page after page', async () => {
      const wish = { state: 'all', limit: 2, sort: 'joined', total: false } as const;
      const first = await pageMembers(storage, 'all', idOf('arisan'), wish);
      const cursor = first.next_cursor ?? undefined;
      const rest = await pageMembers(storage, 'all', idOf('arisan'), { ...wish, cursor });
      const told = [...first.rows, ...rest.rows].map(({ contact }) => nameOf(contact.id));
      expect(told).toEqual(['budi', 'ani', 'candra']);
      expect(rest.next_cursor).toBeNull();
    });

    test('for nobody who does not see the group', async () => {
      await expect(members({}, only('rumah'))).rejects.toMatchObject({ code: 'group_not_found' });
    });
  });

  describe('have people in common', () => {
    test('counted once, whichever accounts know them, and only while they are there', async () => {
      const asked = [idOf('keluarga'), idOf('arisan'), idOf('alumni'), idOf('arisan')];
      const { groups, pairs, in_all } = await overlapOfGroups(storage, 'all', asked);
      expect(groups.map(({ id, members }) => [nameOf(id), members])).toEqual([
        ['keluarga', 2],
        ['arisan', 2],
        ['alumni', 2],
      ]);
      expect(pairs.map(({ a, b, shared }) => [nameOf(a), nameOf(b), shared])).toEqual([
        ['keluarga', 'arisan', 1],
        ['keluarga', 'alumni', 1],
        ['arisan', 'alumni', 1],
      ]);
      expect(in_all).toBe(1);
    });

    test('of groups that somebody sees', async () => {
      const asked = [idOf('keluarga'), idOf('arisan')];
      await expect(overlapOfGroups(storage, only('toko'), asked)).rejects.toMatchObject({ code: 'group_not_found' });
    });
  });
});
