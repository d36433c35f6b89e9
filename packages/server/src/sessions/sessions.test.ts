import { beforeEach, describe, expect, test } from 'vitest';
import { asSystem } from '../auth/index.ts';
import { AppError, type Clock } from '../core/index.ts';
import { createGatewayStore, type Engine, type EngineEvent } from '../engine/index.ts';
import { createLogger } from '../observability/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { createSessions } from './sessions.ts';
import type { Session, Sessions } from './types.ts';

/** Stands at the network's edge: it says what the test tells it to say. */
function scriptedEngine() {
  const listeners = new Set<(event: EngineEvent) => void>();
  const calls: string[] = [];
  const linked = new Set<string>();
  let refusal: Error | undefined;
  const note = (call: string) => async (id: string) => {
    calls.push(`${call} ${id}`);
    if (refusal && call === 'connect') throw refusal;
  };
  const never = () => {
    throw new AppError('unsupported');
  };
  const engine: Engine = {
    connect: note('connect'),
    disconnect: note('disconnect'),
    logout: note('logout'),
    isLinked: async (id) => linked.has(id),
    requestPairingCode: async () => ({ code: 'ABCD1234', expires_at: '2100-01-01T00:00:00.000Z' }),
    fetchGroups: never,
    fetchContacts: never,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {},
  };
  const emit = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };
  return { engine, emit, calls, linked, refuse: (error?: Error) => (refusal = error) };
}

function manualClock() {
  const waiting: { at: number; task: () => void }[] = [];
  let now = Date.parse('2026-01-01T00:00:00.000Z');
  const clock: Clock = {
    now: () => now,
    random: () => 0.5,
    after(ms, task) {
      const entry = { at: now + ms, task };
      waiting.push(entry);
      return () => void (waiting.includes(entry) && waiting.splice(waiting.indexOf(entry), 1));
    },
  };
  const waits = () => waiting.map((entry) => entry.at - now);
  const runNext = () => {
    const entry = waiting.shift();
    if (!entry) throw new Error('nobody waits');
    now = entry.at;
    entry.task();
  };
  return { clock, waits, runNext };
}

const account = { pn: '628111', lid: '990', name: 'Toko' };

describeEachDialect('sessions', (open) => {
  let storage: Storage;
  let scripted: ReturnType<typeof scriptedEngine>;
  let time: ReturnType<typeof manualClock>;
  let sessions: Sessions;
  let seen: Session[];

  const build = () => {
    const logger = createLogger('silent');
    const built = createSessions({
      storage,
      engine: scripted.engine,
      clock: time.clock,
      logger,
      gateways: createGatewayStore(storage, 'a secret'),
      eraseSaved: async () => {},
    });
    built.subscribe((row) => seen.push(row));
    return built;
  };
  /** What the engine said has reached the row. */
  const settled = async (status: string) => {
    while (seen.at(-1)?.status !== status) await new Promise((resolve) => setImmediate(resolve));
    return seen.at(-1);
  };

  beforeEach(async () => {
    storage = await open();
    await storage.db.deleteFrom('whatsapp_sessions').execute();
    scripted = scriptedEngine();
    time = manualClock();
    seen = [];
    sessions = build();
  });

  test('a new session connects, shows a QR code, links and opens', async () => {
    const { session_id } = await sessions.create({ name: 'Toko' });
    scripted.emit({
      session_id,
      type: 'qr',
      qr_raw: 'a',
      expires_at: '2100-01-01T00:00:00.000Z',
      attempt: 1,
      attempts: 6,
    });
    expect((await settled('qr_ready'))?.qr_code).toMatch(/^data:image\/png/);
    expect(await sessions.pairing(asSystem(session_id))).toMatchObject({ qr_raw: 'a', qr_attempt: 1 });
    scripted.emit({ session_id, type: 'linked', account });
    await settled('authenticated');
    scripted.emit({ session_id, type: 'open', account });
    expect(await settled('connected')).toMatchObject({ phone_number: '628111', qr_code: null });
    expect(await sessions.list('all', { activeOnly: true })).toHaveLength(1);
  });

  test('a lost connection comes back, later each time, and at once again after a good one', async () => {
    const { session_id } = await sessions.create({ name: 'Toko' });
    const lose = async () => {
      scripted.emit({ session_id, type: 'closed', reason: 'connection_lost', retry: 'later' });
      await settled('disconnected');
      while (time.waits().length === 0) await new Promise((resolve) => setImmediate(resolve));
    };
    const waits: number[] = [];
    for (let times = 0; times < 3; times += 1) {
      await lose();
      waits.push(...time.waits());
      time.runNext();
      await settled('connecting');
    }
    expect(waits).toEqual([1000, 2000, 4000]);
    scripted.emit({ session_id, type: 'open', account });
    await settled('connected');
    await lose();
    expect(time.waits()).toEqual([1000]);
  });

  test('an engine that cannot even start is tried again, and says so meanwhile', async () => {
    scripted.refuse(new Error('no thread'));
    const { session_id } = await sessions.create({ name: 'Toko' });
    expect(await sessions.get(asSystem(session_id))).toMatchObject({
      status: 'disconnected',
      status_reason: 'unreachable',
    });
    expect(time.waits()).toHaveLength(1);
  });

  test('what only the user can mend is not tried again', async () => {
    const { session_id } = await sessions.create({ name: 'Toko' });
    scripted.emit({ session_id, type: 'closed', reason: 'replaced', retry: 'never' });
    await settled('disconnected');
    expect(time.waits()).toEqual([]);
  });

  test('after a restart linked accounts come back, and others say that they are not linked', async () => {
    const [kept, unlinked] = [await sessions.create({ name: 'A' }), await sessions.create({ name: 'B' })];
    for (const { session_id } of [kept, unlinked]) {
      scripted.emit({ session_id, type: 'open', account });
      await settled('connected');
    }
    await sessions.close();
    scripted.linked.add(kept.session_id);
    scripted.calls.length = 0;
    await build().start();
    expect(scripted.calls).toEqual([`connect ${kept.session_id}`]);
    expect(await sessions.get(asSystem(unlinked.session_id))).toMatchObject({
      status: 'disconnected',
      status_reason: 'not_linked',
    });
  });

  test('logout and delete: the row says why, then it is gone', async () => {
    const { session_id } = await sessions.create({ name: 'Toko' });
    const id = asSystem(session_id);
    expect(await sessions.logout(id)).toMatchObject({
      status: 'disconnected',
      status_reason: 'logged_out',
      is_active: false,
    });
    await sessions.delete(id);
    await expect(sessions.get(id)).rejects.toMatchObject({ code: 'session_not_found' });
    expect(scripted.calls).toContain(`logout ${session_id}`);
  });

  test('a pairing code is kept beside the QR code; a linked account needs none', async () => {
    const { session_id } = await sessions.create({ name: 'Toko' });
    const id = asSystem(session_id);
    expect(await sessions.requestPairingCode(id, '628111')).toMatchObject({ pairing_code: 'ABCD1234' });
    scripted.linked.add(session_id);
    await expect(sessions.requestPairingCode(id, '628111')).rejects.toMatchObject({ code: 'pairing_unavailable' });
  });

  describe('refusals', () => {
    test('an id that is taken', async () => {
      await sessions.create({ name: 'A', session_id: 'mine' });
      await expect(sessions.create({ name: 'B', session_id: 'mine' })).rejects.toMatchObject({
        code: 'session_exists',
      });
    });

    test('a grab of an account that is not connected', async () => {
      const { session_id } = await sessions.create({ name: 'A' });
      await expect(sessions.requireConnected(asSystem(session_id))).rejects.toMatchObject({
        code: 'session_not_connected',
        details: { status: 'connecting' },
      });
    });
  });
});
