import { createWorld } from '@grabber/simulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway } from '../packages/server/src/engine/remote/testing/lab.ts';
import { startCommand } from './support/command.ts';
import { freePort } from './support/process.ts';
import { readSession, sessionWhere } from './support/session.ts';
import { type Stack, serverEnv, startStack, testKey } from './support/stack.ts';
import { until } from './support/until.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ world: { seed: 41, accounts: 1, contacts: 30, groups: 3 } });
});
afterAll(() => stack.close());

const start = (args: string[], env: Record<string, string> = {}) =>
  startCommand(args, stack.folder, { GRABBER_URL: stack.url(), GRABBER_KEY: testKey, ...env });
const run = (...args: string[]) => start(args).result;
async function json(...args: string[]) {
  const { out, err, code } = await run(...args, '--json');
  expect({ err, code }).toEqual({ err: '', code: 0 });
  return JSON.parse(out);
}

describe('an account, from the command line alone', () => {
  test('is made, linked by the QR code on the terminal, grabbed with --wait, and listed', async () => {
    expect((await run('session', 'list')).out).toContain('There is no session yet');
    const made = await json('session', 'create', 'Toko saya');
    const qr = await json('session', 'qr', 'Toko saya');
    expect(qr).toMatchObject({ session_id: made.session.session_id, qr_attempt: 1 });
    const showing = start(['session', 'qr', 'Toko saya']);
    await until('a drawn code', async () => showing.told.out.includes('▄'));
    expect(showing.told.out).toContain('Linked devices');
    await stack.phone.scan(qr.qr_raw);
    expect(await showing.result).toMatchObject({ code: 0, out: expect.stringContaining('The phone is linked') });
    const id = made.session.session_id;
    await sessionWhere(stack.client(), id, (row) => row.status === 'connected' && row.sync_state === 'complete');

    const grabbed = await json('grab', 'Toko saya', '--wait');
    expect(grabbed).toMatchObject({ grab: { status: 'completed', kind: 'all' }, errors: [] });
    expect((await run('grab', id, '--wait', '--kind', 'contacts')).out).toMatch(/completed[\s\S]*Contacts: 0 new/);
    const listed = await json('contacts', 'list', id, '--type', 'group');
    expect(listed).toMatchObject({ type: 'group', total_contacts: 3 });
    expect((await run('contacts', 'list', id)).out).toMatch(/^name +phone_number[\s\S]*contacts and groups\.\n$/);
    expect(await json('session', 'show', id)).toMatchObject({ session: { name: 'Toko saya', status: 'connected' } });
    expect((await run('session', 'list')).out).toContain(id);
  }, 90_000);

  test('is reconnected, logged out, and deleted once somebody says yes', async () => {
    const [session] = (await json('session', 'list')).sessions;
    const id = session.session_id;
    expect(await json('session', 'reconnect', id)).toMatchObject({ session_id: id });
    await sessionWhere(stack.client(), id, (row) => row.status === 'connected');
    expect((await run('session', 'logout', 'Toko saya')).code).toBe(0);
    expect(await run('session', 'delete', id)).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
    expect((await readSession(stack.client(), id)).session_id).toBe(id);
    expect(await json('session', 'delete', id, '--yes')).toEqual({ session_id: id, deleted: true });
    expect(await json('session', 'list')).toEqual({ sessions: [] });
  }, 60_000);

  test('can be linked by a code to type', async () => {
    const { session } = await json('session', 'create', 'Kode');
    const phone = stack.account.person.phone;
    const showing = start(['session', 'code', session.session_id, '--phone', `+${phone}`]);
    const [, code = ''] = await until('a code', async () => /code: (\w{4}-\w{4}) /.exec(showing.told.out));
    await stack.phone.enterCode(code.replace('-', ''));
    expect(await showing.result).toMatchObject({ code: 0, out: expect.stringContaining('The phone is linked') });
    await json('session', 'delete', session.session_id, '--yes');
  }, 60_000);
});

test('a key for contacts alone reads those of a session whose id it knows, and does nothing else', async () => {
  const { session } = await json('session', 'create', 'Terbatas');
  const { DATABASE_URL = '' } = serverEnv(stack.folder, stack.simulator);
  const making = start(['key', 'create', '--scopes', 'contacts:read', '--json'], { DATABASE_URL });
  const { key } = JSON.parse((await making.result).out);
  const withKey = { GRABBER_KEY: key };
  const listed = await start(['contacts', 'list', session.session_id], withKey).result;
  expect(listed).toMatchObject({ code: 0, out: expect.stringContaining('no contacts yet') });
  expect((await start(['session', 'delete', session.session_id, '--yes'], withKey).result).code).toBe(4);
  await json('session', 'delete', session.session_id, '--yes');
});

test('an account that another gateway holds', async () => {
  const lab = await startGateway('waha-gows', { world: createWorld({ preset: 'tiny', seed: 9 }), names: ['shop'] });
  lab.link('shop');
  const { url, credentials } = lab.settings('shop');
  const gateway = ['--gateway', lab.kind, '--gateway-url', url, '--gateway-session', 'shop'];
  const env = { GATEWAY_API_KEY: String(credentials['api_key']) };
  const made = await start(['session', 'create', 'Jauh', ...gateway, '--json'], env).result;
  expect(made).toMatchObject({ code: 0, err: '' });
  const { session_id } = JSON.parse(made.out).session;
  await sessionWhere(stack.client(), session_id, (row) => row.status === 'connected');
  expect(made.out).not.toContain(env.GATEWAY_API_KEY);
  await json('session', 'delete', session_id, '--yes');
  await lab.close();
});

test('the doctor knows the running server and its database', async () => {
  const {
    DATABASE_URL = '',
    WHATSAPP_SOCKET_URL = '',
    WHATSAPP_TRUSTED_ROOT = '',
  } = serverEnv(stack.folder, stack.simulator);
  const env = { DATABASE_URL, WHATSAPP_SOCKET_URL, WHATSAPP_TRUSTED_ROOT, PORT: new URL(stack.url()).port };
  const { code, out } = await start(['doctor', '--json'], env).result;
  expect({ code, ...JSON.parse(out) }).toMatchObject({ code: 0, ok: true });
  expect(out).toContain(`The server runs at ${stack.url()}`);
});

describe('what goes wrong is one sentence and an exit code', () => {
  test.each([
    ['an unknown session', ['session', 'show', 'nobody'], {}, 1, 'Session not found'],
    ['a grab of one that is not connected', ['grab', 'nobody'], {}, 1, 'Session not found'],
    ['a name that is refused', ['session', 'create', 'x'.repeat(256)], {}, 1, 'not valid'],
    ['a wrong key', ['session', 'list'], { GRABBER_KEY: 'wrong' }, 4, 'API key'],
    ['no key', ['session', 'list'], { GRABBER_KEY: '' }, 4, 'grabber key create'],
    ['an address that is none', ['session', 'list'], { GRABBER_URL: 'nowhere' }, 2, 'GRABBER_URL'],
    ['half a gateway', ['session', 'create', 'x', '--gateway', 'waha'], {}, 2, '--gateway-url'],
    [
      'a gateway nowhere',
      ['session', 'create', 'x', '--gateway', 'gowa', '--gateway-url', 'x'],
      {},
      2,
      'http://host:3000',
    ],
    ['an unknown kind', ['grab', 'x', '--kind', 'everything'], {}, 2, 'groups, contacts, all'],
    ['a missing session', ['grab'], {}, 2, 'session'],
    ['an unknown option', ['session', 'list', '--nonsense'], {}, 2, '--nonsense'],
    ['an old database that is none', ['import-laravel', '--from', 'sqlite:x'], {}, 2, 'mysql://'],
    ['one that does not answer', ['import-laravel', '--from', 'mysql://u:geheim@127.0.0.1:1/x'], {}, 1, '--from'],
    ['an unknown shell', ['completion', 'tcsh'], {}, 2, 'bash, zsh, fish'],
  ])('%s', async (_, args, env, code, words) => {
    const told = await start(args, env).result;
    expect(told).toMatchObject({ code, out: '', err: expect.stringContaining(words) });
    expect(told.err).not.toMatch(/^ +at /m);
  });

  test('no server, and how to start one', async () => {
    const nowhere = { GRABBER_URL: `http://127.0.0.1:${await freePort()}` };
    const told = await start(['session', 'list', '--json'], nowhere).result;
    expect(told).toMatchObject({ code: 3, out: '', err: expect.stringContaining('grabber serve') });
    const indonesian = await start(['session', 'list'], { ...nowhere, DEFAULT_LANGUAGE: 'id' }).result;
    expect(indonesian.err).toContain('Tidak ada server yang menjawab');
  });

  test('a QR code of a session that is not being linked', async () => {
    const { session } = await json('session', 'create', 'Lepas');
    await json('session', 'logout', session.session_id);
    expect(await run('session', 'qr', session.session_id)).toMatchObject({
      code: 1,
      err: expect.stringContaining('grabber session connect'),
    });
  });
});
