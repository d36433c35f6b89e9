import {
  analyticsOverview,
  type Change,
  changesAnswer,
  deliveryAnswer,
  deliveryList,
  webhookAnswer,
  webhookCreated,
  webhookList,
  webhookRotated,
} from '@grabber/contract';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem, systemCaller } from '../auth/index.ts';
import { systemClock } from '../core/index.ts';
import { readCsv, readers } from '../exporting/testing/readers.ts';
import { end, people, saved } from '../grabbing/testing/facts.ts';
import { describeEachDialect } from '../storage/testing.ts';
import { type Listener, startListener } from './testing/listener.ts';
import { type RealHttp, realHttp } from './testing/real.ts';

describeEachDialect('whoever follows over HTTP', (open, database) => {
  let http: RealHttp;
  let listener: Listener;
  let session: string;
  let key: string;
  let names = 0;

  beforeAll(async () => {
    http = await realHttp(await open(), database.url(), systemClock, ['127.0.0.1']);
    listener = await startListener();
    key = (await http.keys.create({ name: 'all', scopes: ['admin'] }, systemCaller)).key;
    session = (await http.grabbedSession('=Toko "A", cabang', '62811000')).id;
    await http.features.webhooks.start();
  }, 60_000);
  afterAll(async () => {
    await http?.close();
    await listener?.close();
  });

  async function call(method: string, path: string, body?: unknown, accept?: string): Promise<Response> {
    const headers: Record<string, string> = { 'x-api-key': key, ...(accept && { accept }) };
    if (body !== undefined) headers['content-type'] = 'application/json';
    return await fetch(http.base + path, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
  const json = async (method: string, path: string, body?: unknown) => await (await call(method, path, body)).json();

  /** A grab that finds somebody new. */
  async function change(): Promise<void> {
    names += 1;
    http.engine.answer(session, 'contacts', [people(saved(`6285500${names}`, `Baru ${names}`)), end()]);
    const { id } = await http.grabs.start(asSystem(session), 'contacts');
    await http.grabs.wait(id);
  }

  async function feedAfter(since: number): Promise<Change[]> {
    const found: Change[] = [];
    for (let cursor = since, more = true; more; ) {
      const { changes, next_cursor, has_more } = changesAnswer.parse(
        await json('GET', `/api/changes?since=${cursor}&limit=2`),
      ).data;
      found.push(...changes);
      [cursor, more] = [next_cursor, has_more];
    }
    return found;
  }

  test('a webhook is made, heard, stopped, sent again from any place, given a new secret, and taken away', async () => {
    const made = webhookCreated.parse(await json('POST', '/api/webhooks', { name: 'CRM', url: listener.url }));
    const { webhook, secret } = made.data;
    const path = `/api/webhooks/${webhook.id}`;
    expect(JSON.stringify(await json('GET', '/api/webhooks'))).not.toContain(secret);
    const tested = deliveryAnswer.parse(await json('POST', `${path}/test`)).data.delivery;
    expect(tested).toMatchObject({ type: 'webhook.test', status: 'delivered', response_status: 204 });

    await change();
    await http.features.webhooks.idle();
    const since = (await feedAfter(0)).filter(({ seq }) => seq > webhook.cursor).map(({ seq }) => seq);
    expect(since.length).toBeGreaterThanOrEqual(3);
    expect(listener.got.flatMap(({ seq }) => seq ?? [])).toEqual(since);
    for (const { body, headers } of listener.got)
      expect(() => new Verifier(secret).verify(body, headers)).not.toThrow();
    const list = deliveryList.parse(await json('GET', `${path}/deliveries?status=delivered&limit=2&total=true`)).data;
    expect(list).toMatchObject({ total: since.length + 1, deliveries: [{ seq: since.at(-1) }, { seq: since.at(-2) }] });

    await json('PATCH', path, { enabled: false });
    const before = listener.got.length;
    await change();
    await http.features.webhooks.idle();
    expect(listener.got).toHaveLength(before);
    const rotated = webhookRotated.parse(await json('POST', `${path}/rotate-secret`, { grace_seconds: 0 })).data;
    await json('PATCH', path, { enabled: true });
    webhookAnswer.parse(await json('POST', `${path}/replay`, { since: webhook.cursor }));
    await http.features.webhooks.idle();
    const again = listener.got.slice(before);
    const all = (await feedAfter(webhook.cursor)).map(({ seq }) => seq);
    expect([...new Set(again.flatMap(({ seq }) => seq ?? []))].sort((a, b) => a - b)).toEqual(all);
    for (const { body, headers } of again) {
      expect(() => new Verifier(rotated.secret).verify(body, headers)).not.toThrow();
      expect(() => new Verifier(secret).verify(body, headers)).toThrow();
    }
    const [{ id: last } = { id: 0 }] = deliveryList.parse(await json('GET', `${path}/deliveries?limit=1`)).data
      .deliveries;
    const once = deliveryAnswer.parse(await json('POST', `${path}/deliveries/${last}/replay`)).data.delivery;
    expect(once).toMatchObject({ id: last, status: 'pending', attempts: 0 });
    await http.features.webhooks.idle();
    expect(listener.got.filter(({ seq }) => seq === once.seq).length).toBeGreaterThan(1);

    expect((await call('DELETE', path)).status).toBe(200);
    expect(webhookList.parse(await json('GET', '/api/webhooks')).data.webhooks).toEqual([]);
    expect((await call('GET', `${path}/deliveries`)).status).toBe(404);
  });

  test.each([
    ['http://10.1.2.3/hook', 'address_refused'],
    ['http://[::1]:1/hook', 'address_refused'],
    ['http://127.0.0.1:1/hook', 'unreachable'],
  ])('a webhook to %s tells why nothing arrives', async (url, error) => {
    const { webhook } = webhookCreated.parse(await json('POST', '/api/webhooks', { name: 'x', url })).data;
    const { delivery } = deliveryAnswer.parse(await json('POST', `/api/webhooks/${webhook.id}/test`)).data;
    expect(delivery).toMatchObject({ status: 'dead', error, attempts: 1 });
    await call('DELETE', `/api/webhooks/${webhook.id}`);
  });

  test('the stream of changes goes on behind what was heard last, and tells each change once', async () => {
    const start = (await feedAfter(0)).at(-1)?.seq ?? 0;
    const heard: Change[] = [];
    /** Reads so many changes, then breaks off. */
    async function listen(count: number, headers: Record<string, string>, meanwhile = async () => {}): Promise<void> {
      const answer = await fetch(`${http.base}/api/changes/events?since=${start}`, {
        headers: { 'x-api-key': key, accept: 'text/event-stream', ...headers },
      });
      const changing = meanwhile();
      const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
      const until = heard.length + count;
      for (let text = ''; heard.length < until; ) {
        const { value = '', done } = await reader.read();
        if (done) break;
        text += value;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (data && heard.length < until) heard.push(JSON.parse(data));
        }
      }
      await reader.cancel();
      await changing;
    }
    await change();
    await listen(2, {});
    await listen(1, { 'last-event-id': String(heard.at(-1)?.seq) });
    const left = (await feedAfter(heard.at(-1)?.seq ?? 0)).length;
    await listen(left + 3, { 'last-event-id': String(heard.at(-1)?.seq) }, change);
    const all = await feedAfter(start);
    expect(heard).toEqual(all.slice(0, heard.length));
    expect(heard.length).toBeGreaterThanOrEqual(6);
  });

  test.runIf(readers.csv)(
    'analytics as CSV say what the JSON says, cell by cell, and nothing runs as a formula',
    async () => {
      const { data } = analyticsOverview.parse(await json('GET', '/api/analytics/overview'));
      const table = async (name: string) => {
        const answer = await call('GET', `/api/analytics/${name}?format=csv`);
        expect(answer.headers.get('content-type')).toContain('text/csv');
        expect(answer.headers.get('content-disposition')).toContain(`${name}.csv`);
        return readCsv(Buffer.from(await answer.arrayBuffer()));
      };
      const [header = [], ...lines] = await table('overview');
      const wanted = data.sessions.map((row) =>
        header.map((column) => {
          const value = (row as Record<string, unknown>)[column];
          return value === null || value === undefined ? '' : String(value).replace(/^=/, "'=");
        }),
      );
      expect(lines).toEqual(wanted);
      expect(lines[0]).toContain(`'=Toko "A", cabang`);
      const [, ...countries] = await table('countries');
      expect(countries).toEqual([['ID', String(data.all.contacts)]]);
      for (const name of ['growth', 'operators', 'groups', 'overlap', 'grabs']) await table(name);
    },
  );
});
