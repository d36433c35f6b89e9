import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { asSystem } from '../auth/index.ts';
import { AppError, systemClock, toErrorData } from '../core/index.ts';
import { createGatewayStore } from '../engine/index.ts';
import { createLogger } from '../observability/index.ts';
import { createSessions, type Sessions } from '../sessions/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { insertGrab, updateGrab } from './grabs.repo.ts';
import { createGrabs } from './grabs.ts';
import { createSaveClient, type Grabs, readGrabbedContacts, readGrabbedGroups, type SaveClient } from './index.ts';
import { createSaver } from './save/index.ts';
import { end, group, groups, member, people, person, saved } from './testing/facts.ts';
import { me, rowsOf } from './testing/grab.ts';
import { manualClock } from './testing/manual-clock.ts';
import { scriptedEngine } from './testing/scripted-engine.ts';

const logger = createLogger('silent');
const timeouts = { groups: 60_000, contacts: 60_000, all: 120_000 };

async function pagesOf<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

describeEachDialect('grabs', (open, database) => {
  const engine = scriptedEngine();
  const clock = manualClock();
  let storage: Storage;
  let saving: SaveClient;
  let sessions: Sessions;
  let grabs: Grabs;
  let id = asSystem('');

  beforeAll(async () => {
    storage = await open();
    saving = createSaveClient({ url: database.url(), poolSize: 3 });
    const gateways = createGatewayStore(storage, 'a secret');
    const eraseSaved = async () => {};
    sessions = createSessions({ storage, engine, gateways, clock: systemClock, logger, eraseSaved });
    grabs = service();
  });
  afterAll(async () => {
    await grabs?.close();
    await sessions?.close();
    await saving?.close();
  });
  beforeEach(async () => {
    id = asSystem(await connectedSession());
  });

  function service(): Grabs {
    return createGrabs({ storage, saving, sessions, engineFor: () => engine, clock, timeouts, logger });
  }

  async function connectedSession(): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const stop = sessions.subscribe(({ session_id, status }) => status === 'connected' && resolve(session_id));
    await sessions.create({ name: 'Account' });
    return promise.finally(stop);
  }

  /** A step of a script that holds the stream until it is let go. */
  function gate() {
    const reached = Promise.withResolvers<void>();
    const leave = Promise.withResolvers<void>();
    const step = () => {
      reached.resolve();
      return leave.promise;
    };
    return { step, reached: reached.promise, leave: () => leave.resolve() };
  }

  it('grabs everything through the data worker and tells the progress', async () => {
    engine.answer(id, 'contacts', [people(saved('621', 'Budi', { push_name: 'bud' })), end()]);
    engine.answer(id, 'groups', [
      groups(group('1@g.us', [member({ pn: '621' }), member({ lid: '7' }, 'admin'), member(me)])),
      end(),
    ]);
    const stages: string[] = [];
    const stop = grabs.subscribe(({ session_id, stage }) => session_id === id && stages.push(stage));
    const { id: grabId, status } = await grabs.start(id, 'all');
    expect(status).toBe('queued');
    const ended = await grabs.wait(grabId);
    stop();
    expect(ended).toMatchObject({
      status: 'completed',
      stage: 'done',
      errors_count: 0,
      missing: null,
      retry_of: null,
      error_code: null,
    });
    expect(ended.counts).toMatchObject({ total_contacts: 1, total_groups: 1, memberships: 3, participants_saved: 1 });
    expect([...new Set(stages)]).toEqual(['waiting', 'contacts', 'groups', 'saving', 'done']);
    expect(await grabs.get(id, grabId)).toEqual(ended);
    const wish = { sort: '-id', limit: 10, total: true };
    expect(await grabs.list(id, wish)).toEqual({ rows: [ended], next_cursor: null, total: 1 });
    expect(await pagesOf(readGrabbedContacts(storage.db, id))).toMatchObject([
      { id: '621@s.whatsapp.net', name: 'Budi', phone: '621', pushname: 'bud', is_admin: false, profile_picture: null },
    ]);
    expect(await pagesOf(readGrabbedGroups(storage.db, id))).toMatchObject([
      {
        id: '1@g.us',
        name: 'Group 1@g.us',
        desc: null,
        participants_count: 3,
        is_admin: false,
        profile_picture: null,
        participants: [
          { id: '621@s.whatsapp.net', name: 'Budi', phone: '621', is_admin: false },
          { id: '7@lid', name: null, phone: null, is_admin: true },
          { id: `${me.pn}@s.whatsapp.net`, name: null, phone: me.pn, is_admin: false },
        ],
      },
    ]);
  });

  it('refuses accounts that are unknown or not connected, and foreign grabs', async () => {
    await expect(grabs.start(asSystem('nobody'), 'all')).rejects.toMatchObject({ code: 'session_not_found' });
    await sessions.logout(id);
    await expect(grabs.start(id, 'all')).rejects.toMatchObject({ code: 'session_not_connected' });
    const other = asSystem(await connectedSession());
    const { id: grabId } = await grabs.start(other, 'contacts');
    await expect(grabs.get(id, grabId)).rejects.toMatchObject({ code: 'grab_not_found' });
    await expect(grabs.wait(1e9)).rejects.toMatchObject({ code: 'grab_not_found' });
    await grabs.wait(grabId);
  });

  it('joins a running grab that serves, and waits for any other', async () => {
    const held = gate();
    engine.answer(id, 'groups', [held.step, groups(group('1@g.us', [member({ pn: '62' })])), end()]);
    engine.answer(id, 'contacts', [people(saved('621', 'A')), end()]);
    const before = engine.readings;
    const [first, joined] = await Promise.all([grabs.start(id, 'groups'), grabs.start(id, 'groups')]);
    expect(joined.id).toBe(first.id);
    await held.reached;
    const all = await grabs.start(id, 'all');
    expect(all.id).not.toBe(first.id);
    expect((await grabs.start(id, 'contacts')).id).toBe(all.id);
    expect((await grabs.get(id, all.id)).status).toBe('queued');
    expect(engine.readings - before).toBe(1);
    held.leave();
    expect((await grabs.wait(first.id)).status).toBe('completed');
    expect((await grabs.wait(all.id)).counts).toMatchObject({ groups_unchanged: 1, contacts_saved: 1 });
    expect(engine.readings - before).toBe(3);
  });

  it('ends in time when nothing comes, keeps what came and takes nothing for gone', async () => {
    engine.answer(id, 'contacts', [people(saved('621', 'A'), saved('622', 'B')), end()]);
    await grabs.wait((await grabs.start(id, 'contacts')).id);
    const held = gate();
    engine.answer(id, 'contacts', [people(saved('623', 'C')), held.step]);
    const { id: grabId } = await grabs.start(id, 'contacts');
    await held.reached;
    clock.advance(59_999);
    expect((await grabs.get(id, grabId)).status).toBe('running');
    clock.advance(1);
    expect(await grabs.wait(grabId)).toMatchObject({
      status: 'failed',
      error_code: 'timeout',
      error_reason: 'no complete answer within 60000 ms',
    });
    expect((await rowsOf(storage, id)).map(({ name, status }) => [name, status])).toEqual([
      ['A', 'active'],
      ['B', 'active'],
      ['C', 'active'],
    ]);
    engine.answer(id, 'contacts', [people(saved('623', 'C')), end()]);
    expect((await grabs.wait((await grabs.start(id, 'contacts')).id)).counts).toMatchObject({ contacts_removed: 2 });
  });

  it('reads again what failed, and nothing else', async () => {
    const error = toErrorData(new AppError('upstream', { cause: new Error('bad answer') }));
    const failure = { item: 'group', item_id: '2@g.us', error } as const;
    engine.answer(id, 'groups', [groups(group('1@g.us', [])), { kind: 'failures', items: [failure] }, end()]);
    const first = await grabs.wait((await grabs.start(id, 'groups')).id);
    expect(first.status).toBe('completed_with_errors');
    engine.asked = [];
    engine.answer(id, 'groups', [groups(group('2@g.us', [member({ pn: '62' })])), end(false)]);
    const [retry, joined] = await Promise.all([grabs.retry(id, first.id), grabs.retry(id, first.id)]);
    expect(joined.id).toBe(retry.id);
    expect(retry).toMatchObject({ kind: 'groups', retry_of: first.id });
    expect(await grabs.wait(retry.id)).toMatchObject({ status: 'completed', counts: { groups_saved: 1 } });
    expect(engine.asked).toEqual([['2@g.us']]);
    expect((await rowsOf(storage, id)).filter(({ type }) => type === 'group').map(({ status }) => status)).toEqual([
      'active',
      'active',
    ]);
    await expect(grabs.retry(id, retry.id)).rejects.toMatchObject({ code: 'nothing_to_retry' });
    await expect(grabs.retry(asSystem('other'), first.id)).rejects.toMatchObject({ code: 'grab_not_found' });
  });

  it('a retry that broke off leaves the same to be read again, and serves nobody else', async () => {
    const error = toErrorData(new AppError('upstream'));
    const failure = { item: 'group', item_id: '2@g.us', error } as const;
    engine.answer(id, 'groups', [{ kind: 'failures', items: [failure] }, end()]);
    const first = await grabs.wait((await grabs.start(id, 'groups')).id);
    const held = gate();
    engine.answer(id, 'groups', [held.step, new AppError('timeout')]);
    const retry = await grabs.retry(id, first.id);
    await held.reached;
    await expect(grabs.retry(id, retry.id)).rejects.toMatchObject({ code: 'grab_running' });
    const whole = await grabs.start(id, 'groups');
    expect(whole.id).not.toBe(retry.id);
    held.leave();
    expect(await grabs.wait(retry.id)).toMatchObject({ status: 'failed', error_code: 'timeout' });
    await grabs.wait(whole.id);
    engine.answer(id, 'groups', [groups(group('2@g.us', [])), end(false)]);
    engine.asked = [];
    const again = await grabs.wait((await grabs.retry(id, retry.id)).id);
    expect(again).toMatchObject({ status: 'completed', retry_of: first.id });
    expect(engine.asked).toEqual([['2@g.us']]);
  });

  it('cancels a running grab and one that waits', async () => {
    const held = gate();
    engine.answer(id, 'groups', [groups(group('1@g.us', [member({ pn: '62' })])), held.step]);
    const running = await grabs.start(id, 'groups');
    const waiting = await grabs.start(id, 'contacts');
    await held.reached;
    expect(await grabs.cancel(id, waiting.id)).toMatchObject({ status: 'cancelled', started_at: null });
    expect(await grabs.cancel(id, running.id)).toMatchObject({ status: 'cancelled', error_code: 'cancelled' });
    expect(await rowsOf(storage, id)).toHaveLength(2);
    expect((await grabs.cancel(id, running.id)).status).toBe('cancelled');
    await grabs.cancelAll(id);
  });

  it('tells why the engine failed, and what it could not see', async () => {
    const limited = new AppError('rate_limited', { cause: new Error('rate-overlimit') });
    engine.answer(id, 'contacts', [people(saved('621', 'A')), limited]);
    expect(await grabs.wait((await grabs.start(id, 'contacts')).id)).toMatchObject({
      status: 'failed',
      error_code: 'rate_limited',
      error_reason: 'rate-overlimit',
    });
    expect(await rowsOf(storage, id)).toMatchObject([{ name: 'A' }]);
    engine.answer(id, 'contacts', [people(saved('621', 'A'))]);
    expect(await grabs.wait((await grabs.start(id, 'contacts')).id)).toMatchObject({
      status: 'failed',
      error_code: 'upstream',
    });
    engine.answer(id, 'contacts', [people(person({})), { kind: 'end', complete: false, missing: ['push_names'] }]);
    const partial = await grabs.wait((await grabs.start(id, 'contacts')).id);
    expect(partial).toMatchObject({ status: 'completed_with_errors', errors_count: 1, missing: ['push_names'] });
    expect(await grabs.errors(partial.id)).toMatchObject([{ item: 'contact', code: 'upstream' }]);
  });

  it('takes up a grab that was cut, as soon as the account is connected, with exact counts', async () => {
    const pns = Array.from({ length: 3000 }, (_, index) => `62${10_000 + index}`);
    const pages = (name: string) => pns.map((pn, index) => saved(pn, `${name} ${index}`));
    const { id: grabId, created_at } = await insertGrab(storage, id, 'all', new Date().toISOString());
    await updateGrab(storage.db, grabId, { status: 'running', started_at: created_at });
    const job = { sessionId: id, grabId, kind: 'all' as const, me, resumed: false };
    const cut = await createSaver(storage, job, systemClock);
    await cut.add('contacts', people(...pages('Old').slice(0, 1000), person({})));
    await cut.stop();
    engine.emit({ session_id: id, type: 'closed', reason: 'connection_lost', retry: 'never' });
    engine.answer(id, 'contacts', [people(...pages('Old').slice(0, 1500)), people(...pages('Old').slice(1500)), end()]);
    engine.answer(id, 'groups', [
      groups(group('1@g.us', [member({ pn: pns[0] ?? '' }), member({ pn: '629' })])),
      end(),
    ]);

    const restarted = service();
    await expect.poll(async () => (await sessions.get(id)).status).toBe('disconnected');
    await restarted.resume();
    const ended = restarted.wait(grabId);
    expect((await restarted.get(id, grabId)).status).toBe('running');
    await sessions.connect(id);
    expect(await ended).toMatchObject({ id: grabId, status: 'completed', errors_count: 0, started_at: created_at });
    expect((await ended).counts).toMatchObject({
      total_contacts: 3000,
      contacts_saved: 3000,
      contacts_updated: 0,
      contacts_unchanged: 0,
      participants_saved: 1,
      members_joined: 2,
    });
    expect(await rowsOf(storage, id)).toHaveLength(3002);
    await restarted.close();
  });

  it('stays resumable when the program ends', async () => {
    const held = gate();
    const one = service();
    engine.answer(id, 'contacts', [people(saved('621', 'A')), held.step]);
    const { id: grabId } = await one.start(id, 'contacts');
    const waiting = one.wait(grabId);
    waiting.catch(() => undefined);
    await held.reached;
    await one.close();
    await expect(waiting).rejects.toMatchObject({ code: 'shutting_down' });
    await expect(one.start(id, 'contacts')).rejects.toMatchObject({ code: 'shutting_down' });
    engine.answer(id, 'contacts', [people(saved('621', 'A'), saved('622', 'B')), end()]);
    const two = service();
    await two.resume();
    expect(await two.wait(grabId)).toMatchObject({
      status: 'completed',
      counts: { contacts_saved: 2, total_contacts: 2 },
    });
    await two.close();
  });

  it('fails with internal when the data worker dies, and works again', async () => {
    const own = createSaveClient({ url: database.url(), poolSize: 2 });
    const fragile = createGrabs({ storage, saving: own, sessions, engineFor: () => engine, clock, timeouts, logger });
    const poison = { kind: 'contacts' as const, items: 5 as never, total: 1 };
    engine.answer(id, 'contacts', [people(saved('621', 'A')), poison, end()]);
    const failed = await fragile.wait((await fragile.start(id, 'contacts')).id);
    expect(failed).toMatchObject({ status: 'failed', error_code: 'internal' });
    const held = gate();
    engine.answer(id, 'contacts', [people(saved('621', 'A')), held.step, people(saved('622', 'B')), end()]);
    const { id: grabId } = await fragile.start(id, 'contacts');
    await held.reached;
    await own.close();
    held.leave();
    expect(await fragile.wait(grabId)).toMatchObject({ status: 'failed', error_code: 'internal' });
    engine.answer(id, 'contacts', [people(saved('621', 'A'), saved('622', 'B')), end()]);
    expect(await fragile.wait((await fragile.start(id, 'contacts')).id)).toMatchObject({ status: 'completed' });
    expect(await rowsOf(storage, id)).toHaveLength(2);
    await fragile.close();
    await own.close();
  });

  it('deletes what is saved, and tells it', async () => {
    engine.answer(id, 'contacts', [people(saved('621', 'A'), saved('622', 'B')), end()]);
    engine.answer(id, 'groups', [groups(group('1@g.us', [member({ pn: '621' }), member(me)])), end()]);
    const { id: grabId } = await grabs.start(id, 'all');
    expect(await grabs.deleteContacts(id)).toBe(3);
    expect((await grabs.wait(grabId)).status).toBe('completed');
    expect(await rowsOf(storage, id)).toEqual([]);
    const kinds = storage.db.selectFrom('changes').select(['entity', 'kind', 'source']).where('session_id', '=', id);
    const removed = await kinds.where('kind', '=', 'removed').orderBy('entity').execute();
    expect(removed.map(({ entity, source }) => `${entity} ${source}`)).toEqual([
      'contact user',
      'contact user',
      'group user',
    ]);
    expect(await grabs.deleteContacts(id)).toBe(0);
  });
});
