import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createKeys, systemCaller } from '../../auth/index.ts';
import { appendChanges, createChangeSignal, type NewChange } from '../../changes/index.ts';
import { manualClock } from '../../core/testing.ts';
import { createLogger } from '../../observability/index.ts';
import type { Storage } from '../../storage/index.ts';
import { describeEachDialect } from '../../storage/testing.ts';
import { createWebhookService, type WebhookService } from './service.ts';

const at = '2026-01-02T03:04:05.678Z';
const logger = createLogger('silent');

type Got = { id: string; headers: Record<string, string>; body: string; seq: number; session: string };
type Answer = (got: Got, response: ServerResponse) => void;

/** A receiver that notes what it gets and answers as the test says. */
async function startReceiver() {
  const got: Got[] = [];
  const state: { answer: Answer } = { answer: (_, response) => response.writeHead(204).end() };
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { data } = JSON.parse(body);
    const headers = request.headers as Record<string, string>;
    const one = { id: headers['webhook-id'] ?? '', headers, body, seq: data.seq, session: data.session_id };
    got.push(one);
    state.answer(one, response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { got, state, close, url: `http://127.0.0.1:${port}/hook` };
}

describeEachDialect('webhooks', (open) => {
  let storage: Storage;
  let receiver: Awaited<ReturnType<typeof startReceiver>>;
  let service: WebhookService;
  let clock: ReturnType<typeof manualClock>;
  const changes = createChangeSignal();
  const by = systemCaller;

  beforeEach(async () => {
    storage = await open();
    receiver = await startReceiver();
    clock = manualClock();
    service = start();
    await service.start();
  });
  afterEach(async () => {
    await service.close();
    await receiver.close();
    for (const table of ['webhooks', 'webhook_deliveries'] as const) await storage.db.deleteFrom(table).execute();
  });

  const start = (timeoutMs = 300) =>
    createWebhookService({ storage, changes, clock, logger, secretKey: 'k', allowPrivate: ['127.0.0.0/8'], timeoutMs });

  async function change(session_id: string, count: number, facts: Partial<NewChange> = {}): Promise<void> {
    const row = { session_id, entity: 'contact' as const, kind: 'updated' as const, group_id: null, fields: null };
    const rows = Array.from({ length: count }, (_, entity_id) => ({ ...row, entity_id, source: 'live', at, ...facts }));
    await storage.transaction((trx) => appendChanges(storage, trx, rows));
    changes.publish({ session_id, seq: 0 });
  }

  const made = (facts: object = {}) => service.create({ name: 'crm', url: receiver.url, enabled: true, ...facts }, by);
  const states = async (id: number) => {
    const { rows } = await service.deliveries(id, { limit: 1000, sort: 'id', total: false }, by);
    return rows.map(({ status, attempts, error }) => `${status} ${attempts} ${error}`);
  };

  it('tells each change once, in order per session, signed so that the library of the specification verifies it', async () => {
    const { secret } = await made();
    clock.advance(Date.now() - clock.now());
    await Promise.all([change('a', 120), change('b', 120)]);
    await service.idle();
    for (const session of ['a', 'b']) {
      const seqs = receiver.got.filter((one) => one.session === session).map(({ seq }) => seq);
      expect(seqs).toHaveLength(120);
      expect(seqs).toEqual([...new Set(seqs)].sort((x, y) => x - y));
    }
    for (const { body, headers } of receiver.got) expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
    expect(() =>
      new Webhook('whsec_AAAA').verify(receiver.got[0]?.body ?? '', receiver.got[0]?.headers ?? {}),
    ).toThrow();
    expect(JSON.parse(receiver.got[0]?.body ?? '')).toMatchObject({ type: 'contact.updated', timestamp: at });
  });

  it('tries again after a failure, holds up the session behind it, and no other', async () => {
    const { webhook } = await made();
    receiver.state.answer = ({ session }, response) => response.writeHead(session === 'a' ? 500 : 200).end('oops');
    await change('a', 2);
    await change('b', 2);
    await service.idle();
    expect((await states(webhook.id)).sort()).toEqual([
      'delivered 1 null',
      'delivered 1 null',
      'pending 0 null',
      'pending 1 status',
    ]);
    receiver.state.answer = (_, response) => response.end();
    clock.advance(7000);
    await service.idle();
    expect(await states(webhook.id)).toEqual(['delivered 2 null', ...Array(3).fill('delivered 1 null')]);
    const [first, again] = receiver.got.filter(({ session }) => session === 'a');
    expect(again?.id).toBe(first?.id);
  });

  it('gives up in the end, goes on with the next, and sends again when asked', async () => {
    const { webhook } = await made();
    receiver.state.answer = ({ id }, response) => response.writeHead(id === receiver.got[0]?.id ? 500 : 200).end();
    await change('a', 2);
    await service.idle();
    for (let turn = 0; turn < 9; turn += 1) {
      clock.advance(30 * 3_600_000);
      await service.idle();
    }
    expect(await states(webhook.id)).toEqual(['dead 10 status', 'delivered 1 null']);
    receiver.state.answer = (_, response) => response.end();
    const { rows } = await service.deliveries(webhook.id, { limit: 1, sort: 'id', total: false, status: 'dead' }, by);
    await service.replay(webhook.id, rows[0]?.id ?? 0, by);
    await service.idle();
    expect(await states(webhook.id)).toEqual(['delivered 1 null', 'delivered 1 null']);
    const before = receiver.got.length;
    await service.replaySince(webhook.id, (receiver.got[0]?.seq ?? 0) - 1, by);
    await service.idle();
    expect(receiver.got.slice(before).map(({ id }) => id)).toEqual([...new Set(receiver.got.map(({ id }) => id))]);
  });

  it('tells what is wrong with a receiver that is slow, redirects or is down, and rests for one that is gone', async () => {
    const { webhook } = await made();
    const kinds: [Answer, string][] = [
      [() => {}, 'timeout'],
      [(_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), 'redirected'],
      [(_, response) => response.destroy(), 'unreachable'],
      [(_, response) => response.writeHead(410).end('gone'), 'status'],
    ];
    for (const [answer, error] of kinds) {
      receiver.state.answer = answer;
      expect(await service.test(webhook.id, by)).toMatchObject({ status: 'dead', error, attempts: 1 });
    }
    expect(await service.list(by)).toMatchObject([{ paused_reason: 'gone' }]);
    const calls = receiver.got.length;
    await change('a', 1);
    await service.idle();
    expect(receiver.got).toHaveLength(calls);
    receiver.state.answer = (_, response) => response.end();
    await service.change(webhook.id, { enabled: true }, by);
    await service.idle();
    expect(receiver.got).toHaveLength(calls + 1);
  });

  it('signs with both secrets for a while after a rotation, and seals them', async () => {
    clock.advance(Date.now() - clock.now());
    const { webhook, secret } = await made();
    const rotated = await service.rotate(webhook.id, 60_000, by);
    await service.test(webhook.id, by);
    const [{ body = '', headers = {} } = {}] = receiver.got;
    for (const each of [secret, rotated.secret]) expect(() => new Webhook(each).verify(body, headers)).not.toThrow();
    clock.advance(61_000);
    await service.test(webhook.id, by);
    expect(receiver.got[1]?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
    const [row] = await storage.db.selectFrom('webhooks').selectAll().execute();
    expect(Buffer.from(row?.sealed ?? []).toString('latin1')).not.toContain(rotated.secret.slice(6));
  });

  it('tells only wanted events of wanted sessions, and never more than the bound key that made it may see', async () => {
    const keys = createKeys({ storage, clock, logger });
    const wish = { name: 'bound', scopes: ['webhooks:write' as const], sessions: ['a'] };
    const { key, row } = await keys.create(wish, systemCaller);
    const bound = { principal: await keys.authenticate(key), address: null };
    await expect(
      service.create({ name: 'x', url: receiver.url, enabled: true, sessions: ['b'] }, bound),
    ).rejects.toMatchObject({ code: 'session_not_found' });
    const { webhook: other } = await made({ enabled: false });
    await expect(service.change(other.id, { name: 'x' }, bound)).rejects.toMatchObject({ code: 'webhook_not_found' });
    const events = ['contact.removed' as const];
    await service.create({ name: 'bound', url: receiver.url, enabled: true, events }, bound);
    expect(await service.list(bound)).toHaveLength(1);
    for (const session of ['a', 'b']) {
      await change(session, 1, { kind: 'removed' });
      await change(session, 1);
    }
    await service.idle();
    expect(receiver.got.map(({ session }) => session)).toEqual(['a']);
    await keys.revoke(row.id, systemCaller);
    await change('a', 1, { kind: 'removed' });
    await service.idle();
    expect(receiver.got).toHaveLength(1);
    expect((await service.list(by)).map(({ paused_reason }) => paused_reason)).toContain('key_ended');
  });

  it('takes up what waits after a stop, and forgets nothing', async () => {
    const { webhook } = await made();
    receiver.state.answer = () => {};
    await change('a', 3);
    await expect.poll(() => receiver.got.length).toBe(1);
    await service.close();
    await change('a', 2);
    receiver.state.answer = (_, response) => response.end();
    service = start();
    await service.start();
    await service.idle();
    expect(await states(webhook.id)).toEqual(Array(5).fill('delivered 1 null'));
  });
});
