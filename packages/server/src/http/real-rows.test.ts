import { contactsAnswer, sessionCreated, sessionList, sessionStatusAnswer } from '@grabber/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, createKeys, systemCaller } from '../auth/index.ts';
import { listContacts } from '../contacts/index.ts';
import { systemClock } from '../core/index.ts';
import { createGatewayStore, type Engine } from '../engine/index.ts';
import { createSessions } from '../sessions/index.ts';
import type { Storage } from '../storage/index.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { buildHttp } from './index.ts';
import { aContact, adminKey, at, type Fixture, fixture } from './testing.ts';

/** Stands where WhatsApp would be: takes every call, and nothing ever happens. */
const quietEngine: Engine = {
  connect: async () => undefined,
  requestPairingCode: async () => ({ code: 'ABCD1234', expires_at: at }),
  disconnect: async () => undefined,
  logout: async () => undefined,
  isLinked: async () => false,
  fetchGroups: async function* () {},
  fetchContacts: async function* () {},
  subscribe: () => () => undefined,
  close: async () => undefined,
};

describeEachDialect('answers made of real rows', (open) => {
  let storage: Storage;
  let sessions: ReturnType<typeof createSessions>;
  let served: Fixture;
  let key: string;

  beforeAll(async () => {
    storage = await open();
    served = fixture((deps) => {
      const { logger, contacts } = deps;
      const clock = systemClock;
      const keys = createKeys({ storage, clock, logger });
      sessions = createSessions({
        storage,
        engine: quietEngine,
        clock,
        logger,
        gateways: createGatewayStore(storage, 'a secret'),
        eraseSaved: async () => undefined,
      });
      const listSaved = (id: string, type?: 'individual' | 'group') => listContacts(storage.db, id, { type });
      return buildHttp({ ...deps, keys, sessions, contacts: { ...contacts, listSaved } });
    });
    key = (
      await createKeys({ storage, clock: systemClock, logger: served.deps.logger }).create(
        { name: 'x', scopes: ['admin'] },
        systemCaller,
      )
    ).key;
  });
  afterAll(async () => {
    await sessions?.close();
    await served?.app.close();
  });

  const get = async (url: string) => (await served.call({ url, headers: { 'x-api-key': key } })).json();

  test('only a real key opens', async () => {
    expect((await served.call({ url: '/api/sessions', headers: { 'x-api-key': adminKey } })).statusCode).toBe(401);
    expect((await served.call({ url: '/api/sessions', headers: { 'x-api-key': key } })).statusCode).toBe(200);
  });

  test('sessions, statuses and contacts fit their schemas', async () => {
    const payload = { name: 'Toko 🎉', phone_number: '0812-3456-789' };
    const created = await served.call({ method: 'POST', url: '/api/sessions', headers: { 'x-api-key': key }, payload });
    const { session } = sessionCreated.parse(created.json());
    expect(session).toMatchObject({ name: 'Toko 🎉', is_active: true, qr_code: null });
    const { session_id } = session;
    expect(sessionList.parse(await get('/api/sessions')).sessions).toEqual([expect.objectContaining({ session_id })]);
    sessionStatusAnswer.parse(await get(`/api/sessions/${session_id}/status`));

    const { id: _, ...row } = aContact({ session_id, name: 'Budi "Raja"', country_code: 'ID' });
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
    await sessions.delete(asSystem(session_id));
  });
});
