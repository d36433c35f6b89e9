import type { ErrorCode } from '@grabber/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import { adminKey, aGrab, aSession, at, type Fixture, fixture } from '../testing.ts';

let { app, world, call }: Fixture = fixture();
beforeEach(() => {
  ({ app, world, call } = fixture());
});
afterEach(() => app.close());

const headers = { 'x-api-key': adminKey };
const get = (url: string) => call({ url, headers });
const post = (url: string, payload?: object) => call({ method: 'POST', url, headers, ...(payload && { payload }) });
const spelled = { sessionId: 's1', status: 'connected', phoneNumber: '6281234567890', createdAt: at };

describe('sessions', () => {
  test('are listed and looked at', async () => {
    expect((await get('/sessions')).json()).toEqual({ success: true, data: [spelled] });
    expect((await get('/sessions/s1/status')).json()).toEqual({ success: true, data: spelled });
  });

  test('are created under the id that the caller chooses', async () => {
    const answer = await post('/sessions/create', { sessionId: 'toko_1', name: 'Toko', phoneNumber: '62811' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      success: true,
      message: 'Session created',
      data: { sessionId: 'toko_1', status: 'connecting' },
    });
    await post('/sessions/create', { sessionId: 'toko_2', name: null, phoneNumber: null });
    expect(world.calls).toEqual([
      ['create', { session_id: 'toko_1', name: 'Toko', phone_number: '62811' }],
      ['create', { session_id: 'toko_2', name: 'toko_2', phone_number: null }],
    ]);
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
    expect((await get('/sessions/s1/qr')).json()).toEqual({
      success: true,
      data: { sessionId: 's1', status: 'connected', message: 'No QR code available yet' },
    });
    world.session = aSession({ status: 'qr_ready' });
    world.pairing = { ...world.pairing, qr_code: 'data:image/png;base64,AA==' };
    expect((await get('/sessions/s1/qr')).json().data).toEqual({
      sessionId: 's1',
      status: 'qr_ready',
      qrCode: 'data:image/png;base64,AA==',
    });
  });

  test('reconnect and are deleted', async () => {
    expect((await post('/sessions/s1/reconnect')).json()).toMatchObject({
      data: { sessionId: 's1', status: 'connected' },
    });
    const answer = await call({ method: 'DELETE', url: '/sessions/s1', headers });
    expect(answer.json()).toEqual({ success: true, message: 'Session deleted' });
    expect(world.calls).toEqual([
      ['reconnect', 's1'],
      ['delete', 's1'],
    ]);
  });
});

describe('contacts', () => {
  const person = {
    id: '62811@s.whatsapp.net',
    lid: null,
    name: 'Budi "Raja" <b>',
    number: '62811',
    pushname: 'budi',
    profile_picture: null,
  };
  const names = { saved_name: 'Budi "Raja" <b>', chat_name: null, verified_name: null };
  const contact = { ...person, ...names, in_address_book: true, has_chat: false };
  const group = {
    id: '120363@g.us',
    name: 'Arisan 🎉',
    description: 'Tiap Jumat',
    participants_count: 2,
    is_admin: true,
    profile_picture: null,
    participants: [
      { ...person, is_admin: true, role: 'superadmin' },
      { ...person, id: '99@lid', lid: '99@lid', number: null, name: null, is_admin: false, role: 'member' },
    ],
  };

  test('come fresh from WhatsApp in the spelling that every reader knows', async () => {
    const groups = { groups: [group], total_groups: 1 };
    const contacts = { contacts: [contact], total_contacts: 1 };
    expect((await get('/sessions/s1/groups')).json()).toEqual({ success: true, data: groups });
    expect((await get('/sessions/s1/contacts')).json()).toEqual({ success: true, data: contacts });
    expect((await get('/sessions/s1/all-contacts')).json()).toEqual({
      success: true,
      data: { ...groups, ...contacts },
    });
    const kinds = world.calls.filter(([name]) => name === 'start').map(([, , kind]) => kind);
    expect(kinds).toEqual(['groups', 'contacts', 'all']);
  });

  test('a grab that fails is a failure here', async () => {
    world.grab = aGrab({ status: 'failed', error_code: 'rate_limited' });
    const answer = await get('/sessions/s1/groups');
    expect(answer.statusCode).toBe(429);
    expect(answer.headers['retry-after']).toBe('60');
    expect(answer.json()).toEqual({
      success: false,
      error: 'Too many requests; try again later',
      code: 'rate_limited',
    });
  });
});

describe('failures', () => {
  test.each<[ErrorCode, number, string]>([
    ['session_not_connected', 400, 'Session is not connected'],
    ['not_connected', 400, 'Session is not connected'],
    ['logged_out', 400, 'Session is not connected'],
    ['session_exists', 400, 'Session already exists'],
    ['unauthorized', 401, 'Unauthorized'],
    ['session_not_found', 404, 'Session not found'],
    ['internal', 500, 'Something went wrong on the server'],
  ])('%s is %i %s, in English whatever the caller speaks', async (code, status, error) => {
    world.failure = new AppError(code);
    const answer = await call({ url: '/sessions/s1/groups', headers: { ...headers, 'accept-language': 'id' } });
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ success: false, error, code });
  });

  test('an address that is not there', async () => {
    const answer = await get('/sessions/s1/nothing');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toEqual({ success: false, error: 'Address not found', code: 'not_found' });
  });
});
