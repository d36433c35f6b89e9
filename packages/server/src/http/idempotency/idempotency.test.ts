import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { type RealHttp, realHttp } from '../testing/real.ts';
import { createKeptAnswers } from './kept-answers.ts';

let now = Date.parse('2026-01-15T10:30:00.000Z');
const clock = { ...systemClock, now: () => now };

describeEachDialect('requests with an Idempotency-Key', (open, database) => {
  let storage: Storage;
  let http: RealHttp;
  let headers: Record<string, string>;

  beforeAll(async () => {
    storage = await open();
    http = await realHttp(storage, database.url(), clock);
    headers = await http.headersFor('admin');
  });
  afterAll(() => http?.close());

  const post = (key: string, payload: object = { name: 'Toko' }, url = '/api/sessions') =>
    http.call({ method: 'POST', url, payload, headers: { ...headers, 'idempotency-key': key } });
  const created = async () => (await http.call({ url: '/api/sessions', headers })).json().sessions.length;

  test('are done once and answered again, word for word', async () => {
    const first = await post('a');
    const sessions = await created();
    const second = await post('a');
    expect(second.statusCode).toBe(201);
    expect(second.body).toBe(first.body);
    expect(second.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'content-type': first.headers['content-type'],
    });
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(await created()).toBe(sessions);
    await post('b');
    expect(await created()).toBe(sessions + 1);
  });

  test('are refused when the key was used for something else', async () => {
    await post('c');
    const sessions = await created();
    const answer = await post('c', { name: 'Warung' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ code: 'idempotency_key_reused' });
    expect(await created()).toBe(sessions);
  });

  test('belong to one route', async () => {
    const id = await http.connected({ name: 'Toko Budi' });
    expect((await post('d')).statusCode).toBe(201);
    expect((await post('d', {}, `/api/sessions/${id}/grabs`)).statusCode).toBe(202);
  });

  test('may be tried again when they failed', async () => {
    const { db } = storage;
    await db.schema.alterTable('whatsapp_sessions').renameTo('away').execute();
    expect((await post('e')).statusCode).toBe(500);
    await db.schema.alterTable('away').renameTo('whatsapp_sessions').execute();
    expect((await post('e')).statusCode).toBe(201);
  });

  test('are done once also when they come at the same time', async () => {
    const sessions = await created();
    const answers = await Promise.all([post('f'), post('f'), post('f')]);
    expect(await created()).toBe(sessions + 1);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toContain(201);
    for (const answer of answers) expect([201, 409]).toContain(answer.statusCode);
  });

  test('are forgotten after 24 hours', async () => {
    await post('g');
    now += 24 * 3600 * 1000 + 1;
    const sessions = await created();
    expect((await post('g')).headers).not.toHaveProperty('idempotent-replayed');
    expect(await created()).toBe(sessions + 1);
  });

  test('that died on the way are done by the next one', async () => {
    const kept = createKeptAnswers({ storage, clock });
    expect(await kept.claim('x', 'y')).toEqual({ is: 'new' });
    expect(await kept.claim('x', 'y')).toEqual({ is: 'running' });
    now += 6 * 60 * 1000;
    expect(await kept.claim('x', 'y')).toEqual({ is: 'new' });
  });

  describe('whose answer is a secret', () => {
    test('keep nothing of it', async () => {
      const payload = { name: 'x', scopes: ['contacts:read'] };
      expect((await post('h', payload, '/api/keys')).statusCode).toBe(201);
      const again = await post('h', payload, '/api/keys');
      expect(again.statusCode).toBe(409);
      expect(again.json()).toMatchObject({ code: 'already_done' });
      const rows = await storage.db.selectFrom('kept_answers').selectAll().execute();
      expect(rows.filter((row) => row.status !== null && row.body === null)).toHaveLength(1);
    });
  });

  test.each(['', 'ü', 'two words', 'x'.repeat(256)])('with %j as key are refused', async (key) => {
    expect((await post(key)).statusCode).toBe(422);
  });
});
