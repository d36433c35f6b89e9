import type { ScheduleSettings } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, systemCaller } from '../../auth/index.ts';
import type { Grab } from '../../grabbing/index.ts';
import { manualClock } from '../../grabbing/testing/manual-clock.ts';
import { createLogger } from '../../observability/index.ts';
import { createSchedules } from '../../scheduling/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type RealHttp, realHttp } from '../testing/real.ts';

const hourMs = 3_600_000;
const settings: ScheduleSettings = {
  cron: '0 * * * *',
  timezone: 'Asia/Jakarta',
  kind: 'groups',
  jitter_seconds: 60,
  enabled: true,
  refresh_address_book: true,
};

describeEachDialect('a schedule', (open, database) => {
  const clock = manualClock();
  let storage: Storage;
  let http: RealHttp;
  let id: string;
  let key: string;

  beforeAll(async () => {
    storage = await open();
    http = await realHttp(storage, database.url(), clock);
    id = (await http.grabbedSession('Toko', '62811000')).id;
    key = (await http.keys.create({ name: 'k', scopes: ['admin'] }, systemCaller)).key;
  }, 60_000);
  afterAll(() => http?.close());

  /** The next grab that begins. */
  function nextGrab(): Promise<Grab> {
    const { promise, resolve } = Promise.withResolvers<Grab>();
    const stop = http.grabs.subscribe((grab) => {
      if (grab.session_id === id && grab.status === 'running') resolve(grab);
    });
    return promise.finally(stop);
  }

  async function call(method: string, body?: unknown) {
    const headers = { 'x-api-key': key, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(`${http.base}/api/sessions/${id}/schedule`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, never> };
  }

  test('is set, read and taken away; a bad one is refused with a sentence', async () => {
    expect((await call('GET')).body).toMatchObject({ data: { schedule: null } });
    expect(await call('PUT', settings)).toMatchObject({ status: 200, body: { data: { schedule: settings } } });
    expect((await call('GET')).body).toMatchObject({ data: { schedule: { ...settings, last_run_at: null } } });
    expect(await call('PUT', { cron: 'kapan saja' })).toMatchObject({
      status: 422,
      body: { code: 'schedule_cron_invalid', message: expect.stringContaining('kapan saja') },
    });
    expect(await call('DELETE')).toMatchObject({ status: 200 });
    expect((await call('GET')).body).toMatchObject({ data: { schedule: null } });
  });

  test('starts a grab of its kind when the time has come', async () => {
    await http.features.schedules.set(asSystem(id), settings);
    const started = nextGrab();
    clock.advance(hourMs + 60_000);
    const grab = await started;
    expect(grab.kind).toBe('groups');
    await http.grabs.wait(grab.id);
    await expect
      .poll(() => http.features.schedules.get(asSystem(id)))
      .toMatchObject({ last_grab_id: grab.id, next_run_at: expect.any(String) });
  });

  test('waits for the connection when there is none, and then runs once', async () => {
    const lost = Promise.withResolvers<void>();
    const stop = http.sessions.subscribe(({ status }) => status === 'disconnected' && lost.resolve());
    http.engine.emit({ session_id: id, type: 'closed', reason: 'connection_lost', retry: 'never' });
    await lost.promise.finally(stop);
    const before = (await http.grabs.list(asSystem(id), { limit: 100, sort: '-id', total: true })).total ?? 0;
    clock.advance(2 * hourMs);
    const started = nextGrab();
    http.engine.emit({ session_id: id, type: 'open', account: { pn: '6280000000000', lid: '900000', name: null } });
    await http.grabs.wait((await started).id);
    expect((await http.grabs.list(asSystem(id), { limit: 100, sort: '-id', total: true })).total).toBe(before + 1);
  });

  test('runs once after a restart, however many runs were missed while the program was stopped', async () => {
    const { schedules } = http.features;
    await schedules.set(asSystem(id), settings);
    await schedules.close();
    const before = (await http.grabs.list(asSystem(id), { limit: 100, sort: '-id', total: true })).total ?? 0;
    clock.advance(5 * hourMs);
    const { sessions, grabs } = http;
    const restarted = createSchedules({ storage, sessions, grabs, clock, logger: createLogger('silent') });
    const started = nextGrab();
    await restarted.start();
    const grab = await started;
    await grabs.wait(grab.id);
    await expect.poll(() => restarted.get(asSystem(id))).toMatchObject({ last_grab_id: grab.id });
    const row = await restarted.get(asSystem(id));
    expect(Date.parse(row?.last_run_at ?? '')).toBe(clock.now());
    expect(Date.parse(row?.next_run_at ?? '')).toBeGreaterThan(clock.now());
    clock.advance(60_000);
    expect((await grabs.list(asSystem(id), { limit: 100, sort: '-id', total: true })).total).toBe(before + 1);
    await restarted.close();
  });
});
