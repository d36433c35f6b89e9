import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type Clock, systemClock } from '../core/index.ts';
import { createLogger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { authorizeSession, createKeys, type Keys, type Principal, requireScope, systemCaller } from './index.ts';

const logger = createLogger('silent');
const unauthorized = expect.objectContaining({ code: 'unauthorized' });
const presets = ['a-preset-key-of-16', 'another-preset-key'] as const;

describeEachDialect('API keys', (open) => {
  let storage: Storage;
  let keys: Keys;
  let now = 0;
  const clock: Clock = { ...systemClock, now: () => now };

  beforeAll(async () => {
    storage = await open();
  });
  beforeEach(async () => {
    await storage.db.deleteFrom('api_keys').execute();
    now = Date.parse('2026-01-01T00:00:00Z');
    keys = createKeys({ storage, clock, logger });
  });

  const rowOf = async (id: number) => (await keys.list(systemCaller)).find((row) => row.id === id);

  test('a made key opens what its scopes allow, and only its hash is stored', async () => {
    const { key, row } = await keys.create({ name: 'crm', scopes: ['contacts:read'] }, systemCaller);
    expect(key).toMatch(/^gr_[a-z0-9]{8}_[\w-]{43}$/);
    expect(key.startsWith(`${row.prefix}_`)).toBe(true);
    expect(await keys.authenticate(key)).toEqual({
      kind: 'api_key',
      id: row.id,
      name: 'crm',
      scopes: new Set(['contacts:read']),
      sessions: 'all',
    });
    expect(row).not.toHaveProperty('hash');
    expect(JSON.stringify(await storage.db.selectFrom('api_keys').selectAll().execute())).not.toContain(key.slice(12));
  });

  test.each([undefined, '', 'x', 'gr_aaaaaaaa_bbbb', `gr_${'é'.repeat(20)}`])('refuses %j', async (text) => {
    await keys.create({ name: 'x', scopes: ['admin'] }, systemCaller);
    await expect(keys.authenticate(text)).rejects.toEqual(unauthorized);
  });

  test('refuses a key at once when it was revoked here, and within seconds when elsewhere', async () => {
    const [first, second] = [
      await keys.create({ name: 'x', scopes: ['admin'] }, systemCaller),
      await keys.create({ name: 'y', scopes: ['admin'] }, systemCaller),
    ];
    await keys.authenticate(first.key);
    await keys.revoke(first.row.id, systemCaller);
    await expect(keys.authenticate(first.key)).rejects.toEqual(unauthorized);
    await keys.authenticate(second.key);
    await createKeys({ storage, clock, logger }).revoke(second.row.id, systemCaller);
    now += 2000;
    await expect(keys.authenticate(second.key)).rejects.toEqual(unauthorized);
  });

  test('refuses an expired key', async () => {
    const { key } = await keys.create(
      { name: 'x', scopes: ['admin'], expires_at: '2026-01-02T00:00:00.000Z' },
      systemCaller,
    );
    await keys.authenticate(key);
    now = Date.parse('2026-01-02T00:00:00Z');
    await expect(keys.authenticate(key)).rejects.toEqual(unauthorized);
  });

  test.each(['2025-12-31T23:59:59Z', '0000-01-01T00:00:00Z', 'tomorrow'])(
    'makes no key that ends at %s',
    async (end) => {
      const making = keys.create({ name: 'x', scopes: ['admin'], expires_at: end }, systemCaller);
      await expect(making).rejects.toEqual(expect.objectContaining({ code: 'validation_failed' }));
    },
  );

  test('refuses a revoked key, and revokes only once', async () => {
    const { key, row } = await keys.create({ name: 'x', scopes: ['admin'] }, systemCaller);
    expect(await keys.revoke(row.id, systemCaller)).toBe(true);
    expect(await keys.revoke(row.id, systemCaller)).toBe(false);
    expect(await keys.revoke(row.id + 1000, systemCaller)).toBe(false);
    await expect(keys.authenticate(key)).rejects.toEqual(unauthorized);
    expect((await rowOf(row.id))?.revoked_at).toBe('2026-01-01T00:00:00.000Z');
  });

  test('notes the last use at most once a minute', async () => {
    const { key, row } = await keys.create({ name: 'x', scopes: ['admin'] }, systemCaller);
    const lastUse = async () => (await rowOf(row.id))?.last_used_at;
    expect(await lastUse()).toBeNull();
    await keys.authenticate(key);
    await vi.waitFor(async () => expect(await lastUse()).toBe('2026-01-01T00:00:00.000Z'));
    now += 59_000;
    await keys.authenticate(key);
    now += 1000;
    await keys.authenticate(key);
    await vi.waitFor(async () => expect(await lastUse()).toBe('2026-01-01T00:01:00.000Z'));
  });

  test('an unknown scope of a newer program allows nothing', async () => {
    const { key, row } = await keys.create({ name: 'x', scopes: ['sessions:read'] }, systemCaller);
    const scopes = JSON.stringify(['sessions:read', 'everything']);
    await storage.db.updateTable('api_keys').set({ scopes }).where('id', '=', row.id).execute();
    expect((await keys.authenticate(key)).scopes).toEqual(new Set(['sessions:read']));
  });

  test('the first start makes a key and shows it once', async () => {
    const first = await keys.ensureFirstKey(undefined);
    expect((await keys.authenticate(first)).scopes).toEqual(new Set(['admin']));
    expect(await keys.ensureFirstKey(undefined)).toBeUndefined();
  });

  test('with all keys revoked or expired a start lets the owner in again', async () => {
    const { row } = await keys.create({ name: 'x', scopes: ['admin'] }, systemCaller);
    await keys.create({ name: 'y', scopes: ['admin'], expires_at: '2026-01-01T00:01:00.000Z' }, systemCaller);
    await keys.revoke(row.id, systemCaller);
    now += 60_000;
    expect(await keys.ensureFirstKey(undefined)).toBeDefined();
  });

  test('a preset key works, is replaced when it changes, comes back, and is revoked with its variable', async () => {
    expect(await keys.ensureFirstKey(presets[0])).toBeUndefined();
    expect(await keys.ensureFirstKey(presets[0])).toBeUndefined();
    expect((await keys.authenticate(presets[0])).scopes).toEqual(new Set(['admin']));
    expect(await keys.list(systemCaller)).toHaveLength(1);

    await keys.ensureFirstKey(presets[1]);
    await keys.authenticate(presets[1]);
    await expect(keys.authenticate(presets[0])).rejects.toEqual(unauthorized);

    await keys.ensureFirstKey(presets[0]);
    await keys.authenticate(presets[0]);
    await expect(keys.authenticate(presets[1])).rejects.toEqual(unauthorized);

    expect(await keys.ensureFirstKey(undefined)).toMatch(/^gr_/);
    await expect(keys.authenticate(presets[0])).rejects.toEqual(unauthorized);
  });

  test('a made key stays when a preset one comes and goes', async () => {
    const { key } = await keys.create({ name: 'crm', scopes: ['admin'] }, systemCaller);
    await keys.ensureFirstKey(presets[0]);
    expect(await keys.ensureFirstKey(undefined)).toBeUndefined();
    await keys.authenticate(key);
  });
});

test('a scope opens its own doors only, and admin opens all', () => {
  const scopes = new Set(['contacts:read'] as const);
  const principal: Principal = { kind: 'api_key', id: 1, name: 'x', scopes, sessions: 'all' };
  expect(authorizeSession(principal, 'a', 'contacts:read')).toBe('a');
  const refused = expect.objectContaining({ code: 'forbidden', details: { scope: 'contacts:write' } });
  expect(() => requireScope(principal, 'contacts:write')).toThrow(refused);
  expect(() => authorizeSession(principal, 'a', 'contacts:write')).toThrow(refused);
  requireScope({ ...principal, scopes: new Set(['admin']) }, 'contacts:write');
});
