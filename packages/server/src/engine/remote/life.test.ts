import { expect, test, vi } from 'vitest';
import { AppError } from '../../core/index.ts';
import { createRemoteEngine } from './index.ts';
import { engineOn, next, openLab, type Shape, shapes, startGateway } from './testing/lab.ts';

const never = new AbortController().signal;
const kinds = ['http', 'waha-webjs', 'gowa'] as const satisfies Shape[];

test.each(shapes)('an account that is linked already opens without a QR code (%s)', async (shape) => {
  const lab = await openLab(shape);
  expect(lab.events.map(({ type }) => type)).toEqual(['open', 'sync']);
  expect(await lab.engine.isLinked('one')).toBe(true);
});

test.each(kinds)('an account that was unlinked at its gateway is logged out (%s)', async (shape) => {
  const lab = await openLab(shape);
  const closed = next(lab.engine, 'closed');
  lab.gateway.held('one').linked = false;
  expect(await closed).toMatchObject({ reason: 'logged_out', retry: 'never' });
  await expect(lab.groups()).rejects.toMatchObject({ code: 'not_connected' });
});

const states = {
  http: { path: '/status', starting: { success: true, data: { status: 'connecting' } } },
  'waha-webjs': { path: '/sessions/one', starting: { status: 'STARTING', me: { id: '1@c.us' } } },
  gowa: { path: '/app/status', starting: { code: 'SUCCESS', results: { is_connected: false, is_logged_in: true } } },
};

test.each(kinds)('an account that its gateway lost is reconnected later (%s)', async (shape) => {
  const lab = await openLab(shape);
  const closed = next(lab.engine, 'closed');
  const { path, starting } = states[shape];
  lab.gateway.override((asked) => (asked.path.endsWith(path) ? { body: starting } : undefined));
  expect(await closed).toMatchObject({ reason: 'connection_lost', retry: 'later' });
});

test('an account that stays on its way is given up after a while', async () => {
  const gateway = await startGateway('waha-gows', { names: ['one'] });
  gateway.override(() => ({ body: states['waha-webjs'].starting }));
  const { engine } = engineOn(gateway, { timings: { starting: 30 } });
  const closed = next(engine, 'closed');
  await engine.connect('one');
  expect(await closed).toMatchObject({ reason: 'server_unavailable', retry: 'later' });
  await gateway.close();
});

test('one look without an answer does not end an open account; three do', async () => {
  const lab = await openLab('http');
  let failing = 2;
  lab.gateway.override(() => (failing-- > 0 ? { status: 500, body: {} } : undefined));
  await vi.waitFor(() => expect(failing).toBeLessThan(-2));
  expect(lab.events.map(({ type }) => type)).toEqual(['open', 'sync']);
  const closed = next(lab.engine, 'closed');
  lab.gateway.override(() => ({ status: 500, body: {} }));
  expect(await closed).toMatchObject({ reason: 'engine_unreachable', retry: 'later' });
});

test('a limit on requests is waited out', async () => {
  const lab = await openLab('http');
  let limited = 0;
  lab.gateway.override(() => {
    limited += 1;
    return { status: 429, body: {} };
  });
  await vi.waitFor(() => expect(limited).toBeGreaterThan(5));
  expect(lab.events.map(({ type }) => type)).toEqual(['open', 'sync']);
});

test.each([
  ['wrong_key', { credentials: { api_key: 'another', username: 'x', password: 'y' } }],
  ['wrong_session', { remote_session: 'nobody', manages_account: false }],
])('%s ends the attempt until the user mends it', async (reason, settings) => {
  for (const shape of kinds) {
    const gateway = await startGateway(shape, { names: ['one'] });
    const { engine, events } = engineOn(gateway, { settings });
    await engine.connect('one');
    expect(events).toEqual([{ session_id: 'one', type: 'closed', reason, retry: 'never' }]);
    await gateway.close();
  }
});

test('a gateway that does not know the question is too old', async () => {
  for (const shape of kinds) {
    const gateway = await startGateway(shape, { names: ['one'] });
    gateway.override(({ path }) => ({ status: 404, body: `Cannot GET ${path}` }));
    const { engine, events } = engineOn(gateway);
    await engine.connect('one');
    expect(events).toMatchObject([{ reason: 'engine_too_old', retry: 'never' }]);
    await gateway.close();
  }
});

test('a gateway that is not there is tried again, and may well hold a linked account', async () => {
  const gateway = await startGateway('waha-webjs', { names: ['one'] });
  await gateway.close();
  const { engine, events } = engineOn(gateway);
  await engine.connect('one');
  expect(events).toMatchObject([{ type: 'closed', reason: 'engine_unreachable', retry: 'later' }]);
  expect(await engine.isLinked('one')).toBe(true);
  await engine.logout('one');
});

test('settings that cannot be read end the attempt, and nothing else', async () => {
  const gateway = await startGateway('http', { names: ['one'] });
  const engine = createRemoteEngine({
    kind: 'http',
    settingsOf: async () => Promise.reject(new AppError('internal')),
    clock: { now: () => 0, after: () => () => {}, random: () => 0 },
    logger: { warn: () => {} } as never,
  });
  const closed = next(engine, 'closed');
  await engine.connect('one');
  expect(await closed).toMatchObject({ reason: 'credentials_unreadable', retry: 'never' });
  await gateway.close();
});

test.each(kinds)('an account that is not ours to manage is only read (%s)', async (shape) => {
  const lab = await openLab(shape, { settings: { manages_account: false } });
  await lab.contacts();
  await lab.groups();
  await lab.engine.logout('one');
  expect(lab.events.at(-1)).toMatchObject({ type: 'closed', reason: 'logged_out', retry: 'never' });
  expect(lab.gateway.held('one').linked).toBe(true);
  expect(
    lab.gateway.asked.filter(({ method, path }) => method !== 'GET' || /log(in|out)|reconnect/.test(path)),
  ).toEqual([]);
});

test.each(kinds)('an account that is not ours to manage waits for its gateway to link it (%s)', async (shape) => {
  const gateway = await startGateway(shape, { names: ['one'] });
  Object.assign(gateway.held('one'), { exists: true });
  const { engine, events } = engineOn(gateway, { settings: { manages_account: false } });
  await engine.connect('one');
  if (shape === 'http') expect(events).toMatchObject([{ type: 'qr' }]);
  else expect(events).toMatchObject([{ type: 'closed', reason: 'not_linked', retry: 'later' }]);
  await engine.close();
  await gateway.close();
});

test('each new QR code is told once, and after the last the attempt ends', async () => {
  const gateway = await startGateway('waha-webjs', { names: ['one'] });
  const held = gateway.held('one');
  held.running = true;
  const { engine, events } = engineOn(gateway);
  const closed = next(engine, 'closed');
  let turn = 0;
  gateway.override(({ path }) => {
    if (path.endsWith('/auth/qr')) turn += 1;
    return path.endsWith('/auth/qr') ? { body: { value: `2@code-${Math.ceil(turn / 2)}` } } : undefined;
  });
  await engine.connect('one');
  expect(await closed).toMatchObject({ reason: 'pairing_expired', retry: 'never' });
  const shown = events.flatMap((event) => (event.type === 'qr' ? [[event.qr_raw, event.attempt]] : []));
  expect(shown).toEqual([1, 2, 3, 4, 5, 6].map((attempt) => [`2@code-${attempt}`, attempt]));
  await gateway.close();
});

test('a read under way ends when the account is disconnected, and with the reason of a caller who leaves', async () => {
  const lab = await openLab('http');
  lab.gateway.override(({ path }) => (path.endsWith('/groups') ? 'done' : undefined));
  const reading = lab.groups();
  const reason = new AppError('cancelled');
  const caller = new AbortController();
  const left = lab.engine.fetchGroups('one', { signal: caller.signal })[Symbol.asyncIterator]().next();
  await vi.waitFor(() => expect(lab.gateway.asked.filter(({ path }) => path.endsWith('/groups'))).toHaveLength(2));
  caller.abort(reason);
  await expect(left).rejects.toBe(reason);
  await lab.engine.disconnect('one');
  await expect(reading).rejects.toMatchObject({ code: 'not_connected' });
});

test('a closed engine starts nothing more', async () => {
  const lab = await openLab('http');
  await lab.engine.close();
  await expect(lab.engine.connect('one')).rejects.toMatchObject({ code: 'shutting_down' });
  const iterator = lab.engine.fetchGroups('one', { signal: never })[Symbol.asyncIterator]();
  await expect(iterator.next()).rejects.toMatchObject({ code: 'shutting_down' });
});
