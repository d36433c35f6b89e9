import type { AuditAction } from '@grabber/contract';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../core/index.ts';
import { createLogger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import {
  type Access,
  type Caller,
  createAccess,
  createKeys,
  type Keys,
  systemCaller,
  unbindSession,
  type Visible,
} from './index.ts';
import { createPasswords } from './password.ts';

const from = { address: '10.0.0.7', userAgent: 'Firefox' };
const budi = { username: 'budi', name: 'Budi', password: 'correct horse battery' };
const siti = { username: 'siti@toko.id', name: 'Siti', password: 'another long password' };
const failing = (code: string) => expect.objectContaining({ code });
const minute = 60_000;
const tables = ['people', 'sign_ins', 'invitations', 'audit_log', 'api_keys', 'api_key_sessions'] as const;

describeEachDialect('people', (open) => {
  let storage: Storage;
  let access: Access;
  let keys: Keys;
  let now = 0;
  const clock: Clock = { ...systemClock, now: () => now };

  beforeAll(async () => {
    storage = await open();
  });
  beforeEach(async () => {
    for (const table of tables) await storage.db.deleteFrom(table).execute();
    now = Date.parse('2026-01-01T00:00:00Z');
    access = createAccess({ storage, clock, passwords: createPasswords({ N: 1024, r: 8, p: 1 }) });
    keys = createKeys({ storage, clock, logger: createLogger('silent') });
  });

  async function owner() {
    const setup_token = (await access.entering.openSetup()) ?? '';
    return await access.entering.setUp({ ...budi, setup_token }, from);
  }

  async function invited(role: 'owner' | 'operator' | 'viewer', who = siti) {
    const { token } = await access.people.invite({ role, valid_hours: 1 }, systemCaller);
    return await access.entering.accept({ ...who, token }, from);
  }

  async function callerWith(token: string): Promise<Caller> {
    return { principal: await access.signIns.authenticate(token), address: from.address };
  }

  const lines = async (filter: { visible?: Visible; action?: AuditAction; session_id?: string }) =>
    (await access.audit.page({ visible: 'all', ...filter }, { sort: '-id', limit: 100, total: false })).rows;
  const actions = async () => (await lines({})).map(({ action }) => action).reverse();

  describe('the first start', () => {
    test('makes the owner by a token that works once', async () => {
      expect(await access.entering.setupNeeded()).toBe(true);
      const setup_token = (await access.entering.openSetup()) ?? '';
      await expect(access.entering.setUp({ ...budi, setup_token: 'x' }, from)).rejects.toEqual(
        failing('token_invalid'),
      );
      const { person, token } = await access.entering.setUp({ ...budi, setup_token }, from);
      expect(person).toMatchObject({ username: 'budi', role: 'owner', disabled_at: null });
      expect(person).not.toHaveProperty('password_hash');
      expect(await access.signIns.authenticate(token)).toMatchObject({ kind: 'person', role: 'owner' });
      expect(await access.entering.setupNeeded()).toBe(false);
      expect(await access.entering.openSetup()).toBeUndefined();
      await expect(access.entering.setUp({ ...siti, setup_token }, from)).rejects.toEqual(failing('setup_done'));
      expect(await actions()).toEqual(['owner_created']);
    });

    test('makes one owner of many who come at once', async () => {
      const setup_token = (await access.entering.openSetup()) ?? '';
      const tries = ['a1a', 'b2b', 'c3c'].map((username) =>
        access.entering.setUp({ ...budi, username, setup_token }, from),
      );
      const ended = await Promise.allSettled(tries);
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await access.people.list()).toHaveLength(1);
    });
  });

  describe('signing in', () => {
    beforeEach(owner);

    test('works with the password, whatever the case of the name, and is written down', async () => {
      const { token, person } = await access.entering.signIn({ username: ' BUDI ', password: budi.password }, from);
      expect((await access.signIns.authenticate(token)).id).toBe(person.id);
      expect(await actions()).toEqual(['owner_created', 'signed_in']);
      const stored = JSON.stringify([
        await storage.db.selectFrom('sign_ins').selectAll().execute(),
        await storage.db.selectFrom('people').selectAll().execute(),
      ]);
      expect(stored).not.toContain(token);
      expect(stored).not.toContain(budi.password);
    });

    test.each([
      ['budi', 'wrong'],
      ['nobody', budi.password],
      ['budi', `${budi.password} `],
    ])('fails the same for %s with %j', async (username, password) => {
      await expect(access.entering.signIn({ username, password }, from)).rejects.toEqual(failing('sign_in_failed'));
      const [line] = await lines({});
      expect(line).toMatchObject({ action: 'sign_in_failed', actor_kind: 'unknown', address: '10.0.0.7' });
      expect(JSON.stringify(line)).not.toContain('nobody');
    });

    test('slows down who guesses one account, tells how long, and forgets in time', async () => {
      const guess = () => access.entering.signIn({ username: 'budi', password: 'wrong' }, from);
      for (let index = 0; index < 5; index++) await expect(guess()).rejects.toEqual(failing('sign_in_failed'));
      await expect(guess()).rejects.toMatchObject({ code: 'rate_limited', retry_after_ms: 30_000 });
      const right = () => access.entering.signIn({ username: 'budi', password: budi.password }, from);
      await expect(right()).rejects.toEqual(failing('rate_limited'));
      now += 30_000;
      await right();
      await expect(guess()).rejects.toEqual(failing('sign_in_failed'));
    });

    test('guesses sent at once gain nothing', async () => {
      const guesses = Array.from({ length: 12 }, () =>
        access.entering.signIn({ username: 'budi', password: 'wrong' }, from).catch(({ code }) => code),
      );
      const codes = await Promise.all(guesses);
      expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5);
      expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(7);
    });

    test('ends when nobody used it for a week, and after a month', async () => {
      const { token } = await access.entering.signIn(budi, from);
      for (let day = 0; day < 29; day++) {
        now += 24 * 60 * minute;
        await access.signIns.authenticate(token);
      }
      now += 24 * 60 * minute;
      await expect(access.signIns.authenticate(token)).rejects.toEqual(failing('unauthorized'));
      const idle = (await access.entering.signIn(budi, from)).token;
      now += 7 * 24 * 60 * minute;
      await expect(access.signIns.authenticate(idle)).rejects.toEqual(failing('unauthorized'));
    });

    test('ends by signing out, from elsewhere, and by a new password', async () => {
      const tokens = [];
      for (let index = 0; index < 3; index++) tokens.push((await access.entering.signIn(budi, from)).token);
      const [first = '', second = '', third = ''] = tokens;
      await access.signIns.signOut(await callerWith(first));
      await expect(access.signIns.authenticate(first)).rejects.toEqual(failing('unauthorized'));
      const caller = await callerWith(second);
      const change = { current_password: budi.password, new_password: 'a quite new password' };
      await expect(access.people.changePassword({ ...change, current_password: 'x' }, caller)).rejects.toEqual(
        failing('password_wrong'),
      );
      await access.people.changePassword(change, caller);
      await access.signIns.authenticate(second);
      await expect(access.signIns.authenticate(third)).rejects.toEqual(failing('unauthorized'));
      await expect(access.entering.signIn(budi, from)).rejects.toEqual(failing('sign_in_failed'));
      const fresh = await access.entering.signIn({ ...budi, password: change.new_password }, from);
      expect(await access.signIns.endAll(fresh.person.id, undefined, caller)).toBe(2);
      await expect(access.signIns.authenticate(fresh.token)).rejects.toEqual(failing('unauthorized'));
    });

    test.each([undefined, '', 'x', 'gr_abc_def'])('a cookie of %j is nobody', async (token) => {
      await expect(access.signIns.authenticate(token)).rejects.toEqual(failing('unauthorized'));
    });
  });

  describe('invitations', () => {
    beforeEach(owner);

    test('let one person in, with the role they carry', async () => {
      const { token, invitation } = await access.people.invite({ role: 'viewer', valid_hours: 1 }, systemCaller);
      expect(invitation).not.toHaveProperty('token_hash');
      const { person } = await access.entering.accept({ ...siti, token }, from);
      expect(person.role).toBe('viewer');
      const again = access.entering.accept({ ...siti, username: 'other', token }, from);
      await expect(again).rejects.toEqual(failing('token_invalid'));
      expect(await actions()).toEqual(['owner_created', 'invitation_created', 'person_joined']);
    });

    test('let one of many in who come at once', async () => {
      const { token } = await access.people.invite({ role: 'viewer', valid_hours: 1 }, systemCaller);
      const tries = ['a1a', 'b2b', 'c3c'].map((username) => access.entering.accept({ ...siti, username, token }, from));
      const ended = await Promise.allSettled(tries);
      expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await access.people.list()).toHaveLength(2);
    });

    test('end in time, by revoking, and stay open when the name was taken', async () => {
      const late = await access.people.invite({ role: 'viewer', valid_hours: 1 }, systemCaller);
      now += 60 * minute;
      await expect(access.entering.accept({ ...siti, token: late.token }, from)).rejects.toEqual(
        failing('token_invalid'),
      );
      const { token, invitation } = await access.people.invite({ role: 'operator', valid_hours: 1 }, systemCaller);
      await expect(access.entering.accept({ ...budi, token }, from)).rejects.toEqual(failing('username_taken'));
      await access.people.revokeInvitation(invitation.id, systemCaller);
      const revoking = access.people.revokeInvitation(invitation.id, systemCaller);
      await expect(revoking).rejects.toEqual(failing('invitation_not_found'));
      await expect(access.entering.accept({ ...siti, token }, from)).rejects.toEqual(failing('token_invalid'));
    });
  });

  describe('roles', () => {
    beforeEach(owner);

    test('say what a person may do', async () => {
      const { token } = await invited('operator');
      const { scopes, sessions } = await access.signIns.authenticate(token);
      expect(sessions).toBe('all');
      expect([...scopes].sort()).toEqual([
        'contacts:read',
        'contacts:write',
        'export',
        'grabs:run',
        'sessions:create',
        'sessions:read',
        'sessions:write',
        'webhooks:write',
      ]);
      const viewer = await invited('viewer', { ...siti, username: 'viewer' });
      const { scopes: less } = await access.signIns.authenticate(viewer.token);
      expect([...less]).toEqual(['contacts:read', 'sessions:read']);
    });

    test('change at once, and a disabled person is out', async () => {
      const { token, person } = await invited('viewer');
      expect(await access.people.change(person.id, { role: 'owner' }, systemCaller)).toMatchObject({ role: 'owner' });
      expect((await access.signIns.authenticate(token)).scopes.has('admin')).toBe(true);
      await access.people.change(person.id, { disabled: true }, systemCaller);
      await expect(access.signIns.authenticate(token)).rejects.toEqual(failing('unauthorized'));
      await expect(access.entering.signIn(siti, from)).rejects.toEqual(failing('sign_in_failed'));
      expect(await access.people.change(person.id, { disabled: false }, systemCaller)).toMatchObject({
        disabled_at: null,
      });
      await access.entering.signIn(siti, from);
      await access.people.remove(person.id, systemCaller);
      await expect(access.people.remove(person.id, systemCaller)).rejects.toEqual(failing('person_not_found'));
      expect(await storage.db.selectFrom('sign_ins').selectAll().where('person_id', '=', person.id).execute()).toEqual(
        [],
      );
    });

    test('always leave one owner who can sign in', async () => {
      const [{ id } = { id: 0 }] = await access.people.list();
      for (const patch of [{ role: 'viewer' as const }, { disabled: true }])
        await expect(access.people.change(id, patch, systemCaller)).rejects.toEqual(failing('last_owner'));
      await expect(access.people.remove(id, systemCaller)).rejects.toEqual(failing('last_owner'));
      expect(await access.people.change(id, { name: 'Budi S.' }, systemCaller)).toMatchObject({ name: 'Budi S.' });
      await invited('owner');
      await access.people.remove(id, systemCaller);
    });
  });

  describe('keys bound to sessions', () => {
    const principalOf = async (
      sessions: string[] | null,
      scopes: Parameters<Keys['create']>[0]['scopes'] = ['admin'],
    ) => keys.create({ name: 'x', scopes, sessions }, systemCaller);

    test('see these only, and stay bound when the last of them is gone', async () => {
      const { key } = await principalOf(['a', 'b', 'b']);
      expect((await keys.authenticate(key)).sessions).toEqual(new Set(['a', 'b']));
      await storage.transaction(async (trx) => {
        await unbindSession(trx, 'a');
        await unbindSession(trx, 'b');
      });
      expect((await keys.authenticate(key)).sessions).toEqual(new Set());
    });

    test('take what they create', async () => {
      const { key } = await principalOf([]);
      await keys.adopt(await keys.authenticate(key), 'new');
      expect((await keys.authenticate(key)).sessions).toEqual(new Set(['new']));
    });

    test('are rotated: the old secret ends at once or after a while', async () => {
      const first = await principalOf(['a'], ['contacts:read']);
      const second = await keys.rotate(first.row.id, minute, systemCaller);
      expect(second.row).toMatchObject({ id: first.row.id, sessions: ['a'], scopes: ['contacts:read'] });
      for (const key of [first.key, second.key]) expect((await keys.authenticate(key)).id).toBe(first.row.id);
      now += minute;
      await expect(keys.authenticate(first.key)).rejects.toEqual(failing('unauthorized'));
      const third = await keys.rotate(first.row.id, 0, systemCaller);
      await expect(keys.authenticate(second.key)).rejects.toEqual(failing('unauthorized'));
      const fourth = await keys.rotate(first.row.id, minute, systemCaller);
      await keys.revoke(first.row.id, systemCaller);
      for (const key of [third.key, fourth.key])
        await expect(keys.authenticate(key)).rejects.toEqual(failing('unauthorized'));
      await expect(keys.rotate(first.row.id, 0, systemCaller)).rejects.toEqual(failing('key_not_found'));
      expect(await actions()).toEqual(['key_created', 'key_rotated', 'key_rotated', 'key_rotated', 'key_revoked']);
    });

    test('pass on no more than they have', async () => {
      const { key } = await principalOf(['a'], ['contacts:read', 'keys:write']);
      const mine = { principal: await keys.authenticate(key), address: null };
      const strong = (await principalOf(null)).row.id;
      const sibling = (await principalOf(['b'], ['contacts:read'])).row.id;
      const make = (scopes: ('contacts:read' | 'contacts:write')[], sessions?: string[] | null) =>
        keys.create({ name: 'y', scopes, sessions }, mine);
      await expect(make(['contacts:write'])).rejects.toEqual(failing('forbidden'));
      await expect(make(['contacts:read'], ['b'])).rejects.toEqual(failing('session_not_found'));
      expect((await make(['contacts:read'])).row.sessions).toEqual(['a']);
      expect((await make(['contacts:read'], null)).row.sessions).toEqual(['a']);
      expect((await keys.list(mine)).map(({ name }) => name)).toEqual(['x', 'y', 'y']);
      for (const id of [strong, sibling]) {
        await expect(keys.rotate(id, 0, mine)).rejects.toEqual(failing('key_not_found'));
        expect(await keys.revoke(id, mine)).toBe(false);
      }
    });
  });

  test('the key of the environment is changed there', async () => {
    await keys.ensureFirstKey('a-preset-key-of-16');
    const [preset] = await keys.list(systemCaller);
    await expect(keys.rotate(preset?.id ?? 0, 0, systemCaller)).rejects.toEqual(failing('key_from_environment'));
  });

  test('the audit log is read in pages, by session and action, and whole', async () => {
    for (let index = 0; index < 5; index++) {
      const session_id = index % 2 === 0 ? 'a' : 'b';
      await access.audit.record(systemCaller, { action: 'grab_started', session_id, details: { grab_id: index } });
    }
    await access.audit.record(systemCaller, { action: 'signed_out' });
    const list = async (filter: Parameters<typeof lines>[0]) =>
      (await lines(filter)).map(({ details }) => details['grab_id']);
    const wish = { sort: '-id', limit: 2, total: true };
    const first = await access.audit.page({ visible: 'all' }, wish);
    expect(first).toMatchObject({ total: 6, rows: [{ action: 'signed_out' }, { details: { grab_id: 4 } }] });
    const second = await access.audit.page({ visible: 'all' }, { ...wish, cursor: first.next_cursor ?? '' });
    expect(second).toMatchObject({ rows: [{ details: { grab_id: 3 } }, { details: { grab_id: 2 } }] });
    const hidden = await access.audit.page({ visible: new Set(['b']) }, wish);
    expect(hidden).toMatchObject({ total: 2, next_cursor: null });
    expect(await list({ session_id: 'b' })).toEqual([3, 1]);
    expect(await list({ action: 'signed_out' })).toEqual([undefined]);
    expect(await list({ visible: new Set(['b']) })).toEqual([3, 1]);
    expect(await list({ visible: new Set(['b']), session_id: 'a' })).toEqual([]);
    expect(await list({ visible: new Set() })).toEqual([]);
    const all = [];
    for await (const page of access.audit.pages({ visible: 'all' })) all.push(...page);
    expect(all.map(({ action }) => action)).toEqual([...Array(5).fill('grab_started'), 'signed_out']);
  });
});
