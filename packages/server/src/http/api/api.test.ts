import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../core/index.ts';
import { aContact, adminKey, aSession, at, type Fixture, fixture } from '../testing.ts';

let { app, world, call }: Fixture = fixture();
beforeEach(() => {
  ({ app, world, call } = fixture());
});
afterEach(() => app.close());

const headers = { 'x-api-key': adminKey };
const get = async (url: string, more: Record<string, string> = {}) =>
  (await call({ url, headers: { ...headers, ...more } })).json();
const post = (url: string, payload?: object) => call({ method: 'POST', url, headers, ...(payload && { payload }) });

describe('sessions', () => {
  test('are listed, all or the active ones', async () => {
    expect(await get('/api/sessions')).toEqual({ success: true, sessions: [aSession()] });
    await get('/api/sessions/active');
    expect(world.calls).toEqual([
      ['list', 'all', undefined],
      ['list', 'all', { activeOnly: true }],
    ]);
  });

  test('are created from JSON and from a form, and answer at once', async () => {
    const answer = await post('/api/sessions', { name: ' Toko ', phone_number: '+62 (812) 3456-789' });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ success: true, message: 'Session berhasil dibuat', status: 'connecting' });
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    await call({
      method: 'POST',
      url: '/api/sessions',
      headers: form,
      payload: 'name=Warung+Ibu&phone_number=%2B62812',
    });
    await post('/api/sessions', { name: 'Toko', phone_number: '' });
    expect(world.calls).toEqual([
      ['create', { name: 'Toko', phone_number: '+62 (812) 3456-789' }],
      ['create', { name: 'Warung Ibu', phone_number: '+62812' }],
      ['create', { name: 'Toko', phone_number: null }],
    ]);
  });

  test('tell their status, and why', async () => {
    world.session = aSession({ status: 'auth_failed', status_reason: 'banned' });
    expect((await get('/api/sessions/s1/status')).data).toMatchObject({
      session_id: 's1',
      status: 'auth_failed',
      phone_number: '6281234567890',
      status_reason: 'banned',
      status_text: 'Akun diblokir oleh WhatsApp',
    });
    const english = await get('/api/sessions/s1/status', { 'accept-language': 'en' });
    expect(english).toMatchObject({
      message: 'Session status read',
      data: { status_text: 'WhatsApp banned the account' },
    });
  });

  test.each([
    ['connect', 'Session sedang dihubungkan'],
    ['reconnect', 'Session sedang dihubungkan kembali'],
    ['logout', 'Session berhasil dikeluarkan dari WhatsApp'],
  ])('%s, also with an empty JSON body', async (move, message) => {
    const json = { ...headers, 'content-type': 'application/json' };
    const answer = await call({ method: 'POST', url: `/api/sessions/s1/${move}`, headers: json });
    expect(answer.json()).toEqual({ success: true, message, data: { session_id: 's1', status: 'connected' } });
    expect(world.calls).toEqual([[move, 's1']]);
  });

  test('are deleted', async () => {
    const answer = await call({ method: 'DELETE', url: '/api/sessions/s1', headers });
    expect(answer.json()).toEqual({ success: true, message: 'Session berhasil dihapus' });
    expect(world.calls).toEqual([['delete', 's1']]);
  });
});

describe('pairing', () => {
  test('shows the QR code in both spellings, and when it ends', async () => {
    const qr = { qr_raw: 'raw', qr_expires_at: at, qr_attempt: 2, qr_attempts: 6 };
    world.pairing = { ...world.pairing, ...qr, qr_code: 'data:image/png;base64,AA==' };
    const both = { qr_code: 'data:image/png;base64,AA==', qrCode: 'data:image/png;base64,AA==' };
    const data = { session_id: 's1', status: 'connected', ...both, ...qr };
    expect(await get('/api/sessions/s1/qr')).toEqual({ success: true, message: 'QR code berhasil diambil', data });
  });

  test('says when there is no QR code', async () => {
    expect(await get('/api/sessions/s1/qr')).toMatchObject({
      message: 'QR code belum tersedia',
      data: { qr_code: null, qrCode: null },
    });
  });

  test.each([
    ['0812-3456-7890', '6281234567890'],
    ['+62 812 3456 7890', '6281234567890'],
    ['62 (0)812 3456 7890', '6281234567890'],
    ['0062 81234567890', '6281234567890'],
    ['+1 (415) 555-2671', '14155552671'],
    ['14155552671', '14155552671'],
  ])('asks for a code for %s as %s', async (typed, digits) => {
    world.pairing = { ...world.pairing, pairing_code: 'ABCD1234', pairing_code_expires_at: at };
    const answer = await post('/api/sessions/s1/pairing-code', { phone_number: typed });
    expect(answer.json().data).toEqual({
      session_id: 's1',
      pairing_code: 'ABCD-1234',
      pairing_code_raw: 'ABCD1234',
      expires_at: at,
    });
    expect(world.calls).toEqual([['requestPairingCode', 's1', digits]]);
  });

  test.each(['12', '+', '1234567890123456', 'call me'])('refuses the number %s', async (phone_number) => {
    const answer = await post('/api/sessions/s1/pairing-code', { phone_number });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual({ phone_number: ['Format kolom phone_number tidak valid.'] });
    expect(world.calls).toEqual([]);
  });

  test('says when no code was given', async () => {
    const answer = await post('/api/sessions/s1/pairing-code', { phone_number: '08123456789' });
    expect(answer.statusCode).toBe(409);
    expect(answer.json().code).toBe('pairing_unavailable');
  });
});

describe('saved contacts', () => {
  test('come with all pages, whatever is in them', async () => {
    const hostile = aContact({ id: 2, name: "\"},\n\u2028=cmd|' /C calc'!A0 <b>👩‍👩‍👧</b>" });
    world.rows = [[aContact()], [], [hostile, aContact({ id: 3 })]];
    expect(await get('/api/sessions/s1/contacts')).toEqual({
      success: true,
      message: 'Kontak berhasil diambil dari database',
      data: {
        session_id: 's1',
        session_name: 'Toko Budi',
        type: 'all',
        total_contacts: 3,
        contacts: world.rows.flat(),
      },
    });
  });

  test('come without columns that are for our own use', async () => {
    world.rows = [[Object.assign(aContact(), { search_text: 'budi', is_me: false })]];
    expect((await get('/api/sessions/s1/contacts')).data.contacts).toEqual([aContact()]);
  });

  test('may be none', async () => {
    world.rows = [];
    expect((await get('/api/sessions/s1/contacts')).data).toMatchObject({ total_contacts: 0, contacts: [] });
  });

  test('are chosen by type', async () => {
    expect((await get('/api/sessions/s1/contacts?type=group')).data.type).toBe('group');
    expect(world.calls).toContainEqual(['listSaved', 's1', 'group']);
    for (const none of ['', '?type=', '?type=all']) {
      world.calls = [];
      expect((await get(`/api/sessions/s1/contacts${none}`)).data.type).toBe('all');
      expect(world.calls).toContainEqual(['listSaved', 's1', undefined]);
    }
    const answer = await call({ url: '/api/sessions/s1/contacts?type=dog', headers });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual({ type: ['Kolom type harus salah satu dari: individual, group, all.'] });
  });

  test('are deleted', async () => {
    const answer = await call({ method: 'DELETE', url: '/api/sessions/s1/contacts', headers });
    expect(answer.json()).toEqual({
      success: true,
      message: 'Kontak berhasil dihapus dari database',
      data: { session_id: 's1', session_name: 'Toko Budi', deleted_count: 3 },
    });
  });
});

describe('grabs in the background', () => {
  test('start with the kind asked for, or all', async () => {
    const answer = await post('/api/sessions/s1/grabs', { kind: 'groups' });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({ success: true, message: 'Pengambilan kontak dimulai', data: { grab: world.grab } });
    await post('/api/sessions/s1/grabs');
    expect(world.calls).toEqual([
      ['start', 's1', 'groups'],
      ['start', 's1', 'all'],
    ]);
    expect((await post('/api/sessions/s1/grabs', { kind: 'dogs' })).statusCode).toBe(422);
  });

  test('are listed, shown with their errors, and cancelled', async () => {
    world.grabErrors = [
      { id: 1, grab_id: 7, session_id: 's1', item: 'group', item_id: 'x@g.us', code: 'upstream', reason: 'y', at },
    ];
    expect((await get('/api/sessions/s1/grabs')).data).toEqual({
      session_id: 's1',
      grabs: [world.grab],
      next_cursor: null,
    });
    expect(await get('/api/sessions/s1/grabs/7')).toMatchObject({
      data: { grab: world.grab, errors: world.grabErrors },
    });
    expect((await post('/api/sessions/s1/grabs/7/cancel')).json()).toMatchObject({
      message: 'Grab dibatalkan',
      data: { grab: world.grab },
    });
    expect(world.calls.slice(-2)).toEqual([
      ['getGrab', 's1', 7],
      ['cancel', 's1', 7],
    ]);
  });

  test.each(['abc', '-1', '99999999999999999999', '1.5'])(
    'a grab called %s is looked for and not found',
    async (id) => {
      await call({ url: `/api/sessions/s1/grabs/${id}`, headers });
      expect(world.calls).toEqual([['getGrab', 's1', 0]]);
    },
  );
});

describe('health', () => {
  test('is told without a key, and nothing else is', async () => {
    const answer = await call({ url: '/health' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      success: true,
      message: 'WhatsApp Engine berjalan',
      status: 'ok',
      database: 'ok',
    });
    expect(Object.keys(answer.json()).sort()).toEqual([
      'database',
      'message',
      'simulator',
      'status',
      'success',
      'timestamp',
      'uptime_seconds',
    ]);
  });

  test('is bad when the database does not answer', async () => {
    world.databaseAnswers = false;
    const answer = await call({ url: '/health' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ success: false, status: 'failing', database: 'failing' });
    expect(await get('/api/engine-status')).toMatchObject({
      success: false,
      message: expect.stringContaining('database'),
    });
  });

  test('the front door says where the API is', async () => {
    expect((await call({ url: '/' })).json()).toMatchObject({ success: true, api: '/api/sessions', health: '/health' });
  });
});

test('an account that is not connected is refused in the words that callers know', async () => {
  world.failure = new AppError('session_not_connected', { details: { status: 'qr_ready' } });
  for (const url of ['grab-groups', 'grab-contacts', 'grab-all']) {
    const answer = await call({ url: `/api/sessions/s1/${url}`, headers });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ success: false, message: 'Session tidak terhubung. Status: qr_ready' });
  }
});
