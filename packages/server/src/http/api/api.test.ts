import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem } from '../../auth/index.ts';
import { end, group, groups, member, people, saved } from '../../grabbing/testing/facts.ts';
import { httpOnSqlite } from '../testing/on-sqlite.ts';

const http = await httpOnSqlite();
const headers = await http.headersFor('admin');
const { id, grabId } = await http.grabbedSession('Toko Budi', '62811000');
const at = '2099-01-15T10:30:00.000Z';
afterAll(http.close);

const url = `/api/sessions/${id}`;
const get = async (path: string, more: Record<string, string> = {}) =>
  (await http.call({ url: path, headers: { ...headers, ...more } })).json();
const post = (path: string, payload?: object) =>
  http.call({ method: 'POST', url: path, headers, ...(payload && { payload }) });

/** What the account's connection tells, and its row when that was noted. */
async function hears(event: object): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const stop = http.sessions.subscribe(({ session_id }) => session_id === id && resolve(undefined));
  http.engine.emit({ session_id: id, ...event } as Parameters<typeof http.engine.emit>[0]);
  await promise.finally(stop);
}
/** Each test begins with the account connected, whatever the one before it did. */
beforeEach(async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = http.sessions.subscribe(({ session_id, status }) => {
    if (session_id === id && status === 'connected') resolve();
  });
  await http.sessions.reconnect(asSystem(id));
  await promise.finally(stop);
});

describe('sessions', () => {
  test('are listed, all or the active ones', async () => {
    const inactive = await http.connected({ name: 'Warung' });
    await http.sessions.logout(asSystem(inactive));
    const idsIn = async (path: string) =>
      (await get(path)).sessions.map((each: { session_id: string }) => each.session_id);
    expect(await idsIn('/api/sessions')).toEqual([id, inactive]);
    expect(await idsIn('/api/sessions/active')).toEqual([id]);
    await http.sessions.delete(asSystem(inactive));
  });

  test('are listed with the fields that existing callers read', async () => {
    const { success, sessions } = await get('/api/sessions');
    expect(success).toBe(true);
    const states = { status: 'connected', status_reason: null, sync_state: 'none', sync_missing: null };
    const names = {
      session_id: id,
      name: 'Toko Budi',
      phone_number: '6280000000000',
      lid: '900000',
      engine: 'baileys',
    };
    const device = { qr_code: null, is_active: true, device_info: { name: 'Me' } };
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const times = { created_at: time, updated_at: time, last_activity: time };
    expect(sessions).toEqual([{ id: expect.any(Number), ...states, ...names, ...device, ...times }]);
  });

  test.each([
    [{ name: ' Toko ', phone_number: '+62 (812) 3456-789' }, 'Toko', '+62 (812) 3456-789'],
    ['name=Warung+Ibu&phone_number=%2B62812', 'Warung Ibu', '+62812'],
    [{ name: 'Toko', phone_number: '' }, 'Toko', null],
  ])('are created from %j, and answer at once', async (payload, name, phone_number) => {
    const { connect } = http.engine;
    http.engine.connect = async () => undefined;
    const type = typeof payload === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
    const sent = { method: 'POST', url: '/api/sessions', headers: { ...headers, 'content-type': type } } as const;
    const answer = await http.call({ ...sent, payload });
    http.engine.connect = connect;
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toMatchObject({ success: true, message: 'Session berhasil dibuat', status: 'connecting' });
    const { session } = answer.json();
    expect(session).toMatchObject({ name, phone_number, status: 'connecting' });
    expect((await get(`/api/sessions/${session.session_id}`)).data).toEqual({ session });
    await http.sessions.delete(asSystem(session.session_id));
  });

  test('tell their status, and why', async () => {
    await hears({ type: 'closed', reason: 'banned', retry: 'never' });
    expect((await get(`${url}/status`)).data).toMatchObject({
      session_id: id,
      status: 'auth_failed',
      phone_number: '6280000000000',
      status_reason: 'banned',
      status_text: 'Akun diblokir oleh WhatsApp',
    });
    const english = await get(`${url}/status`, { 'accept-language': 'en' });
    expect(english).toMatchObject({
      message: 'Session status read',
      data: { status_text: 'WhatsApp banned the account' },
    });
  });

  test.each([
    ['connect', 'connected', 'Session sedang dihubungkan'],
    ['reconnect', 'connecting', 'Session sedang dihubungkan kembali'],
    ['logout', 'disconnected', 'Session berhasil dikeluarkan dari WhatsApp'],
  ])('%s, also with an empty JSON body', async (move, status, message) => {
    const { connect } = http.engine;
    http.engine.connect = async () => undefined;
    const json = { ...headers, 'content-type': 'application/json' };
    const answer = await http.call({ method: 'POST', url: `${url}/${move}`, headers: json });
    http.engine.connect = connect;
    expect(answer.json()).toEqual({ success: true, message, data: { session_id: id, status } });
    expect((await get(`${url}/status`)).data.status).toBe(status);
  });

  test('are deleted', async () => {
    const gone = await http.connected({ name: 'Warung' });
    const answer = await http.call({ method: 'DELETE', url: `/api/sessions/${gone}`, headers });
    expect(answer.json()).toEqual({ success: true, message: 'Session berhasil dihapus' });
    expect((await http.call({ url: `/api/sessions/${gone}`, headers })).statusCode).toBe(404);
  });

  test('that are not connected are refused a grab in the words that callers know', async () => {
    await hears({ type: 'qr', qr_raw: 'raw', expires_at: at, attempt: 1, attempts: 6 });
    for (const grab of ['grab-groups', 'grab-contacts', 'grab-all']) {
      const answer = await http.call({ url: `${url}/${grab}`, headers });
      expect(answer.statusCode).toBe(400);
      expect(answer.json()).toMatchObject({ success: false, message: 'Session tidak terhubung. Status: qr_ready' });
    }
  });
});

describe('pairing', () => {
  test('shows the QR code in both spellings, and when it ends', async () => {
    await hears({ type: 'qr', qr_raw: 'raw', expires_at: at, attempt: 2, attempts: 6 });
    const qr = { qr_raw: 'raw', qr_expires_at: at, qr_attempt: 2, qr_attempts: 6 };
    const { data, ...head } = await get(`${url}/qr`);
    expect(head).toEqual({ success: true, message: 'QR code berhasil diambil' });
    const { qr_code } = data;
    expect(qr_code).toMatch(/^data:image\/png;base64,/);
    expect(data).toEqual({ session_id: id, status: 'qr_ready', qr_code, qrCode: qr_code, ...qr });
  });

  test('says when there is no QR code', async () => {
    expect(await get(`${url}/qr`)).toMatchObject({
      message: 'QR code belum tersedia',
      data: { qr_code: null, qrCode: null },
    });
  });

  describe('by a code', () => {
    const asked: string[] = [];
    beforeEach(() => {
      http.engine.isLinked = async () => false;
      http.engine.requestPairingCode = async (_, phone) => {
        asked.push(phone);
        return { code: 'ABCD1234', expires_at: at };
      };
    });

    test.each([
      ['0812-3456-7890', '6281234567890'],
      ['+62 812 3456 7890', '6281234567890'],
      ['62 (0)812 3456 7890', '6281234567890'],
      ['0062 81234567890', '6281234567890'],
      ['+1 (415) 555-2671', '14155552671'],
      ['14155552671', '14155552671'],
      ['+44 07911 123456', '447911123456'],
      ['+225 07 12 34 56 78', '2250712345678'],
    ])('asks WhatsApp for one for %s as %s', async (typed, digits) => {
      const answer = await post(`${url}/pairing-code`, { phone_number: typed });
      const code = { pairing_code: 'ABCD-1234', pairing_code_raw: 'ABCD1234', expires_at: at };
      expect(answer.json().data).toEqual({ session_id: id, ...code });
      expect(asked.at(-1)).toBe(digits);
    });

    test.each(['12', '+', '1234567890123456', 'call me'])('refuses the number %s', async (phone_number) => {
      const before = asked.length;
      const answer = await post(`${url}/pairing-code`, { phone_number });
      expect(answer.statusCode).toBe(422);
      expect(answer.json().errors).toEqual({ phone_number: ['Format kolom phone_number tidak valid.'] });
      expect(asked).toHaveLength(before);
    });

    test('says when the account is linked, so that none is given', async () => {
      http.engine.isLinked = async () => true;
      const answer = await post(`${url}/pairing-code`, { phone_number: '08123456789' });
      expect(answer.statusCode).toBe(409);
      expect(answer.json().code).toBe('pairing_unavailable');
    });
  });
});

describe('saved contacts', () => {
  const hostile = "\"},\n\u2028=cmd|' /C calc'!A0 <b>👩‍👩‍👧</b>";

  async function savedSession(...names: string[]): Promise<string> {
    const session = await http.connected({ name: 'Warung' });
    const book = names.map((name, index) => saved(`62813000${index}`, name));
    http.engine.answer(session, 'contacts', [people(...book), end()]);
    await http.grabs.wait((await http.grabs.start(asSystem(session), 'contacts')).id);
    return session;
  }

  test('come whole, whatever is in them', async () => {
    const session = await savedSession('A', 'Hostile', ...Array.from({ length: 150 }, (_, index) => `B ${index}`));
    const row = http.storage.db.updateTable('contacts').where('session_id', '=', session).where('name', '=', 'Hostile');
    await row.set({ name: hostile }).execute();
    const { data, ...head } = await get(`/api/sessions/${session}/contacts`);
    expect(head).toEqual({ success: true, message: 'Kontak berhasil diambil dari database' });
    const { contacts, ...facts } = data;
    expect(facts).toEqual({ session_id: session, session_name: 'Warung', type: 'all', total_contacts: 152 });
    expect(contacts).toHaveLength(152);
    expect(contacts.map(({ name }: { name: string }) => name)).toContain(hostile);
    await http.sessions.delete(asSystem(session));
  });

  test('have the columns that existing callers read, ours beside them, and none for our own use', async () => {
    const { contacts } = (await get(`${url}/contacts`)).data;
    const old = 'id session_id contact_id name phone_number type group_id group_name group_description';
    const more = 'group_participants_count is_admin profile_picture status grabbed_at created_at updated_at';
    const ours = 'lid saved_name push_name verified_name chat_name in_address_book has_chat seen_in_group is_business';
    const times = 'country_code first_seen_at last_seen_at removed_at';
    const columns = [old, more, ours, times].join(' ').split(' ').sort();
    for (const row of contacts) expect(Object.keys(row).sort()).toEqual(columns);
    const { id: row, session_id, contact_id, name, phone_number, type, is_admin } = contacts[1];
    expect({ session_id, contact_id, name, phone_number, type, is_admin }).toEqual({
      session_id: id,
      contact_id: '628110001@s.whatsapp.net',
      name: 'Toko Budi A',
      phone_number: '628110001',
      type: 'individual',
      is_admin: false,
    });
    expect(row).toEqual(expect.any(Number));
  });

  test('may be none', async () => {
    const session = await http.connected({ name: 'Warung' });
    expect((await get(`/api/sessions/${session}/contacts`)).data).toMatchObject({ total_contacts: 0, contacts: [] });
    await http.sessions.delete(asSystem(session));
  });

  test('are chosen by type', async () => {
    for (const [query, type, total] of [
      ['', 'all', 3],
      ['?type=', 'all', 3],
      ['?type=all', 'all', 3],
      ['?type=group', 'group', 1],
      ['?type=individual', 'individual', 2],
    ]) {
      expect((await get(`${url}/contacts${query}`)).data).toMatchObject({ type, total_contacts: total });
    }
    const answer = await http.call({ url: `${url}/contacts?type=dog`, headers });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual({ type: ['Kolom type harus salah satu dari: individual, group, all.'] });
  });

  test('are deleted', async () => {
    const session = await savedSession('A', 'B', 'C');
    const answer = await http.call({ method: 'DELETE', url: `/api/sessions/${session}/contacts`, headers });
    expect(answer.json()).toEqual({
      success: true,
      message: 'Kontak berhasil dihapus dari database',
      data: { session_id: session, session_name: 'Warung', deleted_count: 3 },
    });
    expect((await get(`/api/sessions/${session}/contacts`)).data.total_contacts).toBe(0);
    await http.sessions.delete(asSystem(session));
  });
});

describe('grabs in the background', () => {
  test.each([
    [{ kind: 'groups' }, 'groups'],
    [undefined, 'all'],
  ])('start with the kind asked for in %j', async (payload, kind) => {
    const answer = await post(`${url}/grabs`, payload);
    expect(answer.statusCode).toBe(202);
    const { grab } = answer.json().data;
    expect(answer.json()).toEqual({ success: true, message: 'Pengambilan kontak dimulai', data: { grab } });
    expect(grab).toMatchObject({ session_id: id, kind, finished_at: null });
    expect((await http.grabs.wait(grab.id)).status).toBe('completed');
  });

  test('of no such kind are refused', async () => {
    expect((await post(`${url}/grabs`, { kind: 'dogs' })).statusCode).toBe(422);
  });

  test('are listed, and shown with their errors', async () => {
    const error = { code: 'upstream' as const, reason: 'y', details: {} };
    const failures = [{ item: 'group' as const, item_id: 'x@g.us', error }];
    const session = await http.connected({ name: 'Warung' });
    http.engine.answer(session, 'groups', [
      { kind: 'failures', items: failures },
      groups(group('1@g.us', [member({ pn: '62' })])),
      end(),
    ]);
    const grab = await http.grabs.wait((await http.grabs.start(asSystem(session), 'groups')).id);
    const grabsUrl = `/api/sessions/${session}/grabs`;
    expect((await get(grabsUrl)).data).toEqual({ session_id: session, grabs: [grab], next_cursor: null });
    const { data } = await get(`${grabsUrl}/${grab.id}`);
    expect(data.grab).toEqual(grab);
    expect(data.grab).toMatchObject({ status: 'completed_with_errors', errors_count: 1 });
    expect(data.errors).toMatchObject([{ grab_id: grab.id, item: 'group', item_id: 'x@g.us', code: 'upstream' }]);
    await http.sessions.delete(asSystem(session));
  });

  test('are cancelled', async () => {
    const session = await http.connected({ name: 'Warung' });
    const begun = Promise.withResolvers<void>();
    const script = async () => {
      begun.resolve();
      await new Promise(() => undefined);
    };
    http.engine.answer(session, 'groups', [script]);
    const { grab } = (await post(`/api/sessions/${session}/grabs`, { kind: 'groups' })).json().data;
    await begun.promise;
    const answer = await post(`/api/sessions/${session}/grabs/${grab.id}/cancel`);
    expect(answer.json()).toMatchObject({ message: 'Grab dibatalkan', data: { grab: { status: 'cancelled' } } });
    expect((await get(`/api/sessions/${session}/grabs/${grab.id}`)).data.grab.status).toBe('cancelled');
    await http.sessions.delete(asSystem(session));
  });

  test.each(['abc', '-1', '99999999999999999999', '1.5', '0'])('a grab called %s is not found', async (name) => {
    expect((await http.call({ url: `${url}/grabs/${grabId}`, headers })).statusCode).toBe(200);
    const answer = await http.call({ url: `${url}/grabs/${name}`, headers });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().code).toBe('grab_not_found');
  });
});

describe('health', () => {
  test('is told without a key, and nothing else is', async () => {
    const answer = await http.call({ url: '/health' });
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

  test('the front door says where the API is', async () => {
    const door = (await http.call({ url: '/' })).json();
    expect(door).toMatchObject({ success: true, api: '/api/sessions', health: '/health' });
  });

  test('is bad when the database does not answer', async () => {
    const own = await httpOnSqlite();
    const key = await own.headersFor('admin');
    // A key that was looked up a moment ago is remembered, so that the route itself meets the database that is gone.
    expect((await own.call({ url: '/api/engine-status', headers: key })).json().success).toBe(true);
    await own.storage.close();
    const answer = await own.call({ url: '/health' });
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ success: false, status: 'failing', database: 'failing' });
    const status = (await own.call({ url: '/api/engine-status', headers: key })).json();
    expect(status).toMatchObject({ success: false, message: expect.stringContaining('database') });
    await own.close();
  });
});
