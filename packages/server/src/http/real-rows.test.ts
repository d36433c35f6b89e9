import { contactsAnswer, sessionCreated, sessionList, sessionStatusAnswer } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '../auth/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

const at = '2026-01-15T10:30:00.000Z';
const names = { name: 'Budi "Raja"', saved_name: 'Budi "Raja"', push_name: null, verified_name: null, chat_name: null };
const group = { group_id: null, group_name: null, group_description: null, group_participants_count: null };
const facts = { in_address_book: true, has_chat: false, seen_in_group: false, is_business: false, is_admin: false };
const times = { grabbed_at: at, created_at: at, updated_at: at, first_seen_at: at, last_seen_at: at, removed_at: null };
const ids = { contact_id: '62811@s.whatsapp.net', phone_number: '62811', lid: null, country_code: 'ID' };
const kind = { type: 'individual', status: 'active', profile_picture: null } as const;

describeEachDialect('answers made of real rows', (open, database) => {
  let storage: Storage;
  let http: RealHttp;
  let headers: Record<string, string>;

  beforeAll(async () => {
    storage = await open();
    http = await realHttp(storage, database.url());
    // Takes every call, and nothing ever happens.
    http.engine.connect = async () => undefined;
    headers = await http.headersFor('admin');
  });
  afterAll(() => http?.close());

  const get = async (url: string) => (await http.call({ url, headers })).json();

  test('only a real key opens', async () => {
    const statusWith = async (key: Record<string, string>) =>
      (await http.call({ url: '/api/sessions', headers: key })).statusCode;
    expect(await statusWith({ 'x-api-key': 'admin-key' })).toBe(401);
    expect(await statusWith(headers)).toBe(200);
  });

  test('sessions, statuses and contacts fit their schemas', async () => {
    const payload = { name: 'Toko 🎉', phone_number: '0812-3456-789' };
    const created = await http.call({ method: 'POST', url: '/api/sessions', headers, payload });
    const { session } = sessionCreated.parse(created.json());
    expect(session).toMatchObject({ name: 'Toko 🎉', is_active: true, qr_code: null });
    const { session_id } = session;
    expect(sessionList.parse(await get('/api/sessions')).sessions).toEqual([expect.objectContaining({ session_id })]);
    sessionStatusAnswer.parse(await get(`/api/sessions/${session_id}/status`));

    const row = { session_id, ...ids, ...names, ...group, ...facts, ...times, ...kind };
    const internal = { is_me: false, sort_name: 'budi', search_text: 'budi' };
    await storage.transaction(async (trx) => {
      await trx
        .insertInto('contacts')
        .values({ ...row, ...internal })
        .execute();
    });
    const answer = await get(`/api/sessions/${session_id}/contacts`);
    expect(contactsAnswer.parse(answer)).toEqual(answer);
    expect(answer.data.contacts).toEqual([{ ...row, id: expect.any(Number) }]);
    await http.sessions.delete(asSystem(session_id));
  });
});
