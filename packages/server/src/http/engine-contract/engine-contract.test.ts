import type { ErrorCode } from '@grabber/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import type { EngineEvent } from '../../engine/index.ts';
import { end, group, groups, member, people, saved } from '../../grabbing/testing/facts.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const id = await http.connected({ session_id: 's1', name: 'Toko Budi' });
afterAll(http.close);

const get = (url: string) => http.call({ url, headers });
const post = (url: string, payload?: object) =>
  http.call({ method: 'POST', url, headers, ...(payload && { payload }) });

/** What the account's connection tells, once it is noted. */
async function hears(event: Pick<EngineEvent, 'type'> & object): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = http.sessions.subscribe(({ session_id }) => session_id === id && resolve());
  http.engine.emit({ session_id: id, ...event } as EngineEvent);
  await promise.finally(stop);
}
const connects = () => hears({ type: 'open', account: { pn: '6281234567890', lid: null, name: null } } as EngineEvent);

describe('sessions', () => {
  beforeAll(connects);

  test('are listed and looked at', async () => {
    const createdAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    const spelled = { sessionId: 's1', status: 'connected', phoneNumber: '6281234567890', createdAt };
    expect((await get('/sessions')).json()).toEqual({ success: true, data: [spelled] });
    expect((await get('/sessions/s1/status')).json()).toEqual({ success: true, data: spelled });
  });

  test.each([
    [{ sessionId: 'toko_1', name: 'Toko', phoneNumber: '62811' }, 'Toko', '62811'],
    [{ sessionId: 'toko_1', name: null, phoneNumber: null }, 'toko_1', null],
  ])('are created under the id that the caller chooses, as in %j', async (payload, name, phone_number) => {
    const { connect } = http.engine;
    http.engine.connect = async () => undefined;
    const answer = await post('/sessions/create', payload);
    http.engine.connect = connect;
    expect(answer.statusCode).toBe(200);
    const data = { sessionId: 'toko_1', status: 'connecting' };
    expect(answer.json()).toEqual({ success: true, message: 'Session created', data });
    const { session } = (await get('/api/sessions/toko_1')).json().data;
    expect(session).toMatchObject({ session_id: 'toko_1', name, phone_number });
    const again = await post('/sessions/create', payload);
    expect(again.statusCode).toBe(400);
    expect(again.json()).toEqual({ success: false, error: 'Session already exists', code: 'session_exists' });
    const gone = await http.call({ method: 'DELETE', url: '/sessions/toko_1', headers });
    expect(gone.json()).toEqual({ success: true, message: 'Session deleted' });
    expect((await get('/sessions/toko_1/status')).statusCode).toBe(404);
  });

  test.each([
    [undefined, 'The field sessionId is required.'],
    [{}, 'The field sessionId is required.'],
    [{ sessionId: 5 }, 'The field sessionId must be of type string.'],
    [{ sessionId: '../x' }, 'The format of the field sessionId is not valid.'],
    [{ sessionId: 'x'.repeat(256) }, 'The field sessionId must not be longer than 255.'],
  ])('%j is 400', async (payload, error) => {
    const answer = await post('/sessions/create', payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toEqual({ success: false, error, code: 'validation_failed' });
  });

  test('show their QR code, or say that there is none', async () => {
    const none = { sessionId: 's1', status: 'connected', message: 'No QR code available yet' };
    expect((await get('/sessions/s1/qr')).json()).toEqual({ success: true, data: none });
    const qr = { qr_raw: 'raw', expires_at: '2099-01-01T00:00:00.000Z', attempt: 1, attempts: 6 };
    await hears({ type: 'qr', ...qr } as EngineEvent);
    const qrCode = expect.stringMatching(/^data:image\/png;base64,/);
    expect((await get('/sessions/s1/qr')).json().data).toEqual({ sessionId: 's1', status: 'qr_ready', qrCode });
    await connects();
  });

  test('reconnect', async () => {
    const { connect } = http.engine;
    http.engine.connect = async () => undefined;
    const answer = await post('/sessions/s1/reconnect');
    http.engine.connect = connect;
    expect(answer.json()).toMatchObject({ success: true, data: { sessionId: 's1', status: 'connecting' } });
    await connects();
  });
});

describe('contacts', () => {
  const name = 'Budi "Raja" <b>';
  const person = { id: '62811@s.whatsapp.net', lid: null, name, number: '62811', pushname: 'budi' };
  const facts = { saved_name: name, chat_name: null, verified_name: null, in_address_book: true, has_chat: false };
  const contact = { ...person, ...facts, profile_picture: null };
  const hidden = { id: '99@lid', lid: '99@lid', name: null, number: null, pushname: null };
  const arisan = {
    ...{ id: '120363@g.us', name: 'Arisan 🎉', description: 'Tiap Jumat' },
    ...{ participants_count: 2, is_admin: true, profile_picture: null },
    participants: [
      { ...person, profile_picture: null, is_admin: true, role: 'superadmin' },
      { ...hidden, profile_picture: null, is_admin: false, role: 'member' },
    ],
  };

  beforeAll(() => {
    const members = [member({ pn: '62811' }, 'superadmin'), member({ lid: '99' })];
    const told = group(arisan.id, members, { name: arisan.name, description: arisan.description, is_admin: true });
    http.engine.answer(id, 'contacts', [people(saved('62811', name, { push_name: 'budi' })), end()]);
    http.engine.answer(id, 'groups', [groups(told), end()]);
  });

  test('come fresh from WhatsApp in the spelling that every reader knows', async () => {
    const contacts = { contacts: [contact], total_contacts: 1 };
    const found = { groups: [arisan], total_groups: 1 };
    expect((await get('/sessions/s1/contacts')).json()).toEqual({ success: true, data: contacts });
    expect((await get('/sessions/s1/groups')).json()).toEqual({ success: true, data: found });
    expect((await get('/sessions/s1/all-contacts')).json()).toEqual({ success: true, data: { ...found, ...contacts } });
    const { grabs } = (await get('/api/sessions/s1/grabs?limit=3')).json().data;
    expect(grabs.map(({ kind }: { kind: string }) => kind)).toEqual(['all', 'groups', 'contacts']);
  });
});

describe('failures', () => {
  /** A caller who speaks Indonesian. */
  const ask = async (url: string, more: object = headers) => {
    const answer = await http.call({ url, headers: { ...more, 'accept-language': 'id' } });
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers };
  };
  const failed = (error: string, code: ErrorCode) => ({ success: false, error, code });

  test.each<[ErrorCode, number, string]>([
    ['not_connected', 400, 'Session is not connected'],
    ['logged_out', 400, 'Session is not connected'],
    ['rate_limited', 429, 'Too many requests; try again later'],
    ['internal', 500, 'Something went wrong on the server'],
  ])('a grab that fails as %s is %i %s, in English whatever the caller speaks', async (code, status, error) => {
    http.engine.answer(id, 'groups', [code === 'internal' ? new Error('secret') : new AppError(code)]);
    const answer = await ask('/sessions/s1/groups');
    expect(answer).toMatchObject({ status, body: failed(error, code) });
    expect(answer.headers['retry-after']).toBe(code === 'rate_limited' ? '60' : undefined);
  });

  test('an account that is not connected is 400', async () => {
    await hears({ type: 'closed', reason: 'replaced', retry: 'never' } as EngineEvent);
    const body = failed('Session is not connected', 'session_not_connected');
    expect(await ask('/sessions/s1/groups')).toMatchObject({ status: 400, body });
    await connects();
  });

  test('a caller without a key is 401, one for something else 403', async () => {
    expect(await ask('/sessions', {})).toMatchObject({ status: 401, body: failed('Unauthorized', 'unauthorized') });
    const other = await ask('/sessions/s1/groups', await http.headersFor('contacts:write'));
    expect(other).toMatchObject({ status: 403, body: { success: false, code: 'forbidden' } });
  });

  test.each(['groups', 'contacts', 'all-contacts', 'qr', 'status'])('%s of no session is 404', async (path) => {
    const body = failed('Session not found', 'session_not_found');
    expect(await ask(`/sessions/unknown/${path}`)).toMatchObject({ status: 404, body });
  });

  test('an address that is not there is 404', async () => {
    const body = failed('Address not found', 'not_found');
    expect(await ask('/sessions/s1/nothing')).toMatchObject({ status: 404, body });
  });
});
