import { createApiClient, type ServerEvent } from '@grabber/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack, testKey } from './support/stack.ts';

let stack: Stack;
let id: string;

beforeAll(async () => {
  stack = await startStack({ world: { preset: 'tiny', seed: 12 } });
  id = await pairAndSync(stack.client(), 'Toko', (qr) => stack.phone.scan(qr));
});
afterAll(() => stack.close());

const api = () => createApiClient({ url: stack.url(), key: testKey, fetch });

/** Reads until an event satisfies `wanted`; gives all events up to there. */
async function readUntil(
  events: AsyncGenerator<ServerEvent & { id: string }>,
  wanted: (event: ServerEvent) => boolean,
): Promise<(ServerEvent & { id: string })[]> {
  const seen: (ServerEvent & { id: string })[] = [];
  for await (const event of events) {
    seen.push(event);
    if (wanted(event)) return seen;
  }
  return seen;
}

const ended = ({ event, data }: ServerEvent) => event === 'grab' && data.finished_at !== null;

describe('the stream of a grab', () => {
  test('tells how far it is and ends with it; whoever saw the end is sent away', async () => {
    const client = api();
    const { data } = await client.call('POST /api/sessions/{session_id}/grabs', {
      params: { session_id: id },
      body: { kind: 'all' },
    });
    const grab = { session_id: id, grab_id: data.grab.id };
    const seen = await readUntil(client.events({ grab }), () => false);
    expect(seen.every(({ event }) => event === 'grab')).toBe(true);
    const last = seen.at(-1);
    expect(last).toMatchObject({ event: 'grab', data: { id: data.grab.id, status: 'completed', stage: 'done' } });
    expect(await readUntil(client.events({ grab }), () => false)).toHaveLength(1);
    expect(await readUntil(client.events({ grab, lastEventId: last?.id ?? '' }), () => false)).toEqual([]);
  });

  test('of somebody else, or of none, is not found', async () => {
    const none = api().events({ grab: { session_id: id, grab_id: 999_999 } });
    await expect(none.next()).rejects.toMatchObject({ status: 404, failure: { code: 'grab_not_found' } });
  });
});

describe('the stream of everything', () => {
  test('begins with what is so now, then tells every change', async () => {
    const client = api();
    const stream = client.events();
    const first = await stream.next();
    expect(first.value).toMatchObject({ event: 'snapshot', data: { sessions: [{ session_id: id }], grabs: [] } });
    const reading = readUntil(stream, ended);
    await stack.client().get(`/api/sessions/${id}/grab-groups`);
    expect((await reading).some(({ event }) => event === 'grab')).toBe(true);
  });

  test('tells whoever comes back what ended meanwhile', async () => {
    const client = api();
    const [first] = await readUntil(client.events(), () => true);
    await stack.client().get(`/api/sessions/${id}/grab-groups`);
    const [again] = await readUntil(client.events({ lastEventId: first?.id ?? '' }), () => true);
    expect(again).toMatchObject({ event: 'snapshot', data: { grabs: [{ kind: 'groups', status: 'completed' }] } });
  });

  test('tells of sessions that come and go', async () => {
    const client = api();
    const stream = client.events();
    await stream.next();
    const reading = readUntil(stream, ({ event }) => event === 'session_removed');
    const { session } = await client.call('POST /api/sessions', { body: { name: 'Sebentar' } });
    await client.call('DELETE /api/sessions/{session_id}', { params: { session_id: session.session_id } });
    const names = (await reading).map(({ event }) => event);
    expect(names).toContain('session');
    expect(names.at(-1)).toBe('session_removed');
  });

  test('is refused to callers who cannot read events, and to strangers', async () => {
    const answer = await stack.client().get('/api/events');
    expect(answer).toMatchObject({ status: 406, body: { code: 'not_acceptable' } });
    const stranger = createApiClient({ url: stack.url(), key: 'gr_nobody', fetch }).events();
    await expect(stranger.next()).rejects.toMatchObject({ status: 401, failure: { code: 'unauthorized' } });
  });

  test('tells nothing of sessions that a key is not bound to', async () => {
    const made = await api().call('POST /api/keys', {
      body: { name: 'bound', scopes: ['sessions:read', 'contacts:read'], sessions: [id] },
    });
    const bound = createApiClient({ url: stack.url(), key: made.data.key, fetch });
    const stream = bound.events();
    expect((await stream.next()).value).toMatchObject({ data: { sessions: [{ session_id: id }] } });
    const { session } = await api().call('POST /api/sessions', { body: { name: 'Rahasia' } });
    const reading = readUntil(stream, ended);
    await stack.client().get(`/api/sessions/${id}/grab-groups`);
    const told = JSON.stringify(await reading);
    expect(told).not.toContain(session.session_id);
    await api().call('DELETE /api/sessions/{session_id}', { params: { session_id: session.session_id } });
  });

  test('ends when the server closes, which does not wait for it', async () => {
    const stream = api().events();
    await stream.next();
    const reading = readUntil(stream, () => false);
    await stack.restart();
    await reading;
  });
});
