import { describe, expect, test } from 'vitest';
import { systemClock } from '../../../core/index.ts';
import type { GatewayKind } from '../settings.ts';
import { engineOn, openLab } from '../testing/lab.ts';

const routes = { http: 'http', waha: 'waha-webjs', gowa: 'gowa' } as const satisfies Record<GatewayKind, string>;

describe.each(Object.keys(routes) as GatewayKind[])('what comes instead of an answer of %s', (kind) => {
  const lab = async (changes = {}) => await openLab(routes[kind], changes);
  const isGroups = (path: string) => path.endsWith('/groups');
  const reason = (text: string) => ({ details: { reason: text } });

  test.each([
    ['an HTML page', '<!doctype html><title>Login</title>'],
    ['truncated JSON', '{"success":true,"data":{"groups":[{"id":"1@g.us"'],
    ['brackets without end', '['.repeat(200_000)],
    ['a number', '5'],
    ['an empty body', ''],
    ['broken UTF-8', Buffer.from([0xff, 0xfe, 0x7b])],
  ])('%s is told as unreadable', async (_, body) => {
    const opened = await lab();
    opened.gateway.override(({ path }) => (isGroups(path) ? { body } : undefined));
    await expect(opened.groups()).rejects.toMatchObject({ code: 'upstream', ...reason('answer_unreadable') });
  });

  test('a redirect is not followed, so that the key goes nowhere else', async () => {
    const opened = await lab();
    const other = await lab();
    const location = `${other.gateway.url}/stolen`;
    opened.gateway.override(({ path }) => (isGroups(path) ? { status: 302, headers: { location } } : undefined));
    await expect(opened.groups()).rejects.toMatchObject({ code: 'upstream', ...reason('address_moved') });
    expect(other.gateway.asked.filter(({ path }) => path === '/stolen')).toEqual([]);
  });

  test.each([
    ['announced', { 'content-length': '5000' }],
    ['unannounced', { 'transfer-encoding': 'chunked' }],
  ])('an answer that is too long, %s, is not received to its end', async (_, headers) => {
    const opened = await lab({ timings: { maxBytes: 4000 } });
    opened.gateway.override(({ path }) => (isGroups(path) ? { body: 'x'.repeat(5000), headers } : undefined));
    await expect(opened.groups()).rejects.toMatchObject({ code: 'upstream', ...reason('answer_too_large') });
  });

  test('silence ends with a timeout', async () => {
    const impatient = {
      ...systemClock,
      after: (ms: number, task: () => void) => systemClock.after(ms === 777 ? 1 : ms, task),
    };
    const opened = await lab({ clock: impatient, timings: { list: 777 } });
    opened.gateway.override(({ path }) => (isGroups(path) ? 'done' : undefined));
    await expect(opened.groups()).rejects.toMatchObject({ code: 'timeout', ...reason('gateway_slow') });
  });

  test('a body that stops in the middle ends with a timeout or a lost connection', async () => {
    const impatient = {
      ...systemClock,
      after: (ms: number, task: () => void) => systemClock.after(ms === 777 ? 50 : ms, task),
    };
    const opened = await lab({ clock: impatient, timings: { list: 777 } });
    opened.gateway.override(({ path }, response) => {
      if (!isGroups(path)) return undefined;
      response.writeHead(200, { 'content-type': 'application/json' }).write('[{"id":');
      return 'done';
    });
    await expect(opened.groups()).rejects.toMatchObject({ code: 'timeout' });
    opened.gateway.override(({ path }, response) => {
      if (!isGroups(path)) return undefined;
      response.writeHead(200, { 'content-length': '100' }).write('[', () => response.destroy());
      return 'done';
    });
    await expect(opened.groups()).rejects.toMatchObject({ code: 'not_connected', ...reason('gateway_unreachable') });
  });

  test.each([
    ['7', 7000],
    ['99999999', 3_600_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('a limit on requests with Retry-After %s is told', async (after, retry_after_ms) => {
    const opened = await lab();
    const headers = { 'retry-after': after };
    opened.gateway.override(({ path }) => (isGroups(path) ? { status: 429, body: {}, headers } : undefined));
    await expect(opened.groups()).rejects.toMatchObject({ code: 'rate_limited', retry_after_ms });
  });

  test('a gateway that is gone is told as out of reach', async () => {
    const opened = await lab({ timings: { pollOpen: 60_000 } });
    await opened.gateway.close();
    await expect(opened.groups()).rejects.toMatchObject({ code: 'not_connected', ...reason('gateway_unreachable') });
  });

  test('rows of every wrong type are failures, none of them an error', async () => {
    const opened = await lab();
    const junk = [null, 0, 'x', true, [], {}, { id: {} }, { jid: [] }, { JID: 5 }, { id: 'x'.repeat(100_000) }];
    const bodies = {
      http: { success: true, data: { groups: junk } },
      waha: junk,
      gowa: { code: 'SUCCESS', results: { data: junk } },
    };
    opened.gateway.override(({ path }) => (isGroups(path) ? { body: bodies[kind] } : undefined));
    const { groups, failures, end } = await opened.groups();
    expect([groups, end.kind === 'end' && end.complete]).toEqual([[], false]);
    expect(failures.length).toBe(junk.length);
  });

  test('neither key nor password nor answer is ever logged or told', async () => {
    const opened = await lab();
    const secret = '628999888777';
    opened.gateway.override(() => ({ status: 500, body: { error: secret } }));
    const error = await opened.groups().catch((thrown: unknown) => thrown);
    const said = `${opened.lines.join('')} ${JSON.stringify(error)} ${String((error as Error).cause)}`;
    for (const text of [secret, 'key-of', 'secret of gowa', 'YWRtaW4']) expect(said).not.toContain(text);
  });
});

test.each(['', 'nonsense', 'ftp://host', 'file:///etc/passwd', 'http://name:word@127.0.0.1:1', 'javascript:alert(1)'])(
  'the address %j ends the attempt at once',
  async (url) => {
    const opened = await openLab('http');
    const { engine, events } = engineOn(opened.gateway, { settings: { url } });
    await engine.connect('one');
    expect(events).toMatchObject([{ type: 'closed', reason: 'engine_unreachable', retry: 'never' }]);
  },
);

test.each(['../../admin', '...', 'a/b?c=d#e', '%2e%2e', '\ud800'])(
  'the name %j stays one segment of the path',
  async (name) => {
    const opened = await openLab('http');
    const { engine } = engineOn(opened.gateway, { settings: { remote_session: name, manages_account: false } });
    await engine.connect('x');
    const { path } = opened.gateway.asked.at(-1) ?? { path: '' };
    expect(path.split('/')).toHaveLength(4);
    expect(path).toMatch(/^\/sessions\/.+\/status$/);
  },
);

test.each(['', '.', '..'])('the name %j is nobody’s', async (remote_session) => {
  const opened = await openLab('http');
  const { engine, events } = engineOn(opened.gateway, { settings: { remote_session } });
  await engine.connect('x');
  expect(events).toMatchObject([{ reason: 'wrong_session', retry: 'never' }]);
});

test('a key that no header can carry is a wrong key', async () => {
  const opened = await openLab('http');
  const { engine, events } = engineOn(opened.gateway, { settings: { credentials: { api_key: 'a\r\nb: c' } } });
  await engine.connect('x');
  expect(events).toMatchObject([{ reason: 'wrong_key', retry: 'never' }]);
});
