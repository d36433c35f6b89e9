import type { Fault } from '@grabber/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab, type Watched } from './testing/index.ts';

let lab: Lab;
let watched: Watched;

beforeAll(async () => {
  lab = await startLab({ timings: { watchdog: 1_500 } });
  watched = lab.engine();
  await lab.link(watched, 'main');
}, 30_000);
afterAll(() => lab.close());

/** Whatever happened, the account comes back without a QR code, and a grab succeeds. */
async function expectRecovery(): Promise<void> {
  lab.simulator.faults.clear();
  await watched.open('main');
  expect((await watched.groups('main')).end.complete).toBe(true);
}

describe('the connection ends while it is open', () => {
  test.each<{ fault: Fault; reason: string; retry: string }>([
    { fault: { kind: 'replaced' }, reason: 'replaced', retry: 'never' },
    { fault: { kind: 'banned' }, reason: 'banned', retry: 'never' },
  ])('$fault.kind', async ({ fault, reason, retry }) => {
    const closed = watched.next('main', 'closed');
    lab.simulator.faults.set(fault, { times: 1 });
    expect(await closed).toMatchObject({ reason, retry });
    expect(await watched.engine.isLinked('main')).toBe(true);
    await expect(watched.groups('main')).rejects.toThrow('not_connected');
    await expectRecovery();
  });

  test('dropped in the middle of an answer', async () => {
    const closed = watched.next('main', 'closed');
    lab.simulator.faults.set({ kind: 'drop-mid-reply', on: 'groups' }, { times: 1 });
    await expect(watched.groups('main')).rejects.toThrow('not_connected');
    expect(await closed).toMatchObject({ reason: 'connection_lost', retry: 'later' });
    await expectRecovery();
  });

  test('a query that is never answered ends with the connection, not with its own timeout', async () => {
    lab.simulator.faults.set({ kind: 'no-answer', on: 'groups' });
    const asked = watched.groups('main');
    const rejected = expect(asked).rejects.toThrow('not_connected');
    await watched.engine.isLinked('main');
    lab.simulator.faults.set({ kind: 'replaced' }, { times: 1 });
    const before = performance.now();
    await rejected;
    expect(performance.now() - before).toBeLessThan(1_000);
    await expectRecovery();
  });
});

describe('the connection cannot be opened', () => {
  test.each<{ fault: Fault; reason: string; retry: string }>([
    { fault: { kind: 'client-outdated' }, reason: 'client_outdated', retry: 'never' },
    { fault: { kind: 'server-away' }, reason: 'server_unavailable', retry: 'later' },
    { fault: { kind: 'upgrade-refused' }, reason: 'server_unavailable', retry: 'later' },
    { fault: { kind: 'banned' }, reason: 'banned', retry: 'never' },
  ])('$fault.kind', async ({ fault, reason, retry }) => {
    await watched.engine.disconnect('main');
    lab.simulator.faults.set(fault);
    const closed = watched.next('main', 'closed');
    const before = performance.now();
    await watched.engine.connect('main');
    expect(await closed).toMatchObject({ reason, retry });
    expect(performance.now() - before).toBeLessThan(1_500);
    expect(await watched.engine.isLinked('main')).toBe(true);
    await expectRecovery();
  });

  test('nobody listens', async () => {
    const alone = lab.engine({ engine: { socketUrl: 'ws://127.0.0.1:9/ws/chat' } });
    const closed = alone.next('main', 'closed');
    await alone.engine.connect('main');
    expect(await closed).toMatchObject({ reason: 'unreachable', retry: 'later' });
  });

  test('the server accepts and says nothing: the watchdog gives up', async () => {
    const { createServer } = await import('node:net');
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const alone = lab.engine({ engine: { socketUrl: `ws://127.0.0.1:${port}/ws/chat` }, timings: { watchdog: 300 } });
    const closed = alone.next('mute', 'closed');
    await alone.engine.connect('mute');
    expect(await closed).toMatchObject({ reason: 'unreachable', retry: 'later' });
    await alone.engine.close();
    mute.close();
  });

  test('the server’s certificate is signed by nobody we trust', async () => {
    const strict = lab.engine({ engine: { trustedRoot: `${'00'.repeat(31)}09` } });
    const closed = strict.next('strict', 'closed');
    await strict.engine.connect('strict');
    expect(await closed).toMatchObject({ reason: 'server_unavailable', retry: 'later' });
    expect(strict.events.map(({ type }) => type)).toEqual(['closed']);
  });

  test('unlinked while away: everything is erased', async () => {
    await watched.engine.disconnect('main');
    lab.simulator.faults.set({ kind: 'logged-out' }, { times: 1 });
    const closed = watched.next('main', 'closed');
    await watched.engine.connect('main');
    expect(await closed).toMatchObject({ reason: 'logged_out', retry: 'never' });
    expect(await watched.engine.isLinked('main')).toBe(false);
  });
});
