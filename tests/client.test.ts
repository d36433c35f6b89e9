import { ApiError, createApiClient, failure, type RouteName, routes } from '@grabber/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pairAndSync } from './support/session.ts';
import { type Stack, startStack, testKey } from './support/stack.ts';

let stack: Stack;
let id: string;

beforeAll(async () => {
  stack = await startStack({ world: { preset: 'tiny', seed: 13 } });
  id = await pairAndSync(stack.client(), 'Toko', (qr) => stack.phone.scan(qr));
});
afterAll(() => stack.close());

const api = (more: { key?: string; language?: 'id' | 'en' } = {}) =>
  createApiClient({ url: `${stack.url()}/`, key: testKey, fetch, ...more });
const params = () => ({ session_id: id });

describe('the typed client', () => {
  test('knows every JSON route of the application API that the server describes, and no other', async () => {
    const description = (await (await fetch(`${stack.url()}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
    };
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { responses }]) => answersJson(responses))
        .map(([method]) => `${method.toUpperCase()} ${path}`),
    );
    // An upload takes a file, which no JSON body describes.
    const ours = described.filter(
      (route) => / \/api\/| \/health$/.test(route) && !route.endsWith('/export') && route !== 'POST /api/imports',
    );
    expect(Object.keys(routes).sort()).toEqual(ours.sort());
  });

  test('answers that come fit the schemas that its types follow', async () => {
    const client = api();
    const fits = (route: RouteName, answer: unknown) => expect(routes[route].answer.parse(answer)).toBeTruthy();
    const { data } = await client.call('POST /api/sessions/{session_id}/grabs', { params: params(), body: {} });
    const grab = { ...params(), grab_id: data.grab.id };
    for await (const { event } of client.events({ grab })) expect(event).toBe('grab');
    fits('GET /api/sessions', await client.call('GET /api/sessions'));
    fits('GET /api/me', await client.call('GET /api/me'));
    const read = await client.call('GET /api/sessions/{session_id}/grabs/{grab_id}', { params: grab });
    fits('GET /api/sessions/{session_id}/grabs/{grab_id}', read);
    expect(read.data.grab.status).toBe('completed');
    fits(
      'GET /api/sessions/{session_id}/grab-all',
      await client.call('GET /api/sessions/{session_id}/grab-all', { params: params() }),
    );
  });

  test('reads lists whole and page by page', async () => {
    const client = api();
    const route = 'GET /api/sessions/{session_id}/contacts';
    const whole = await client.call(route, { params: params(), query: { type: 'individual' } });
    const seen: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { type: 'individual', limit: 10, total: true, ...(cursor && { cursor }) } as const;
      const { data } = await client.call(route, { params: params(), query });
      expect(data.contacts.length).toBeLessThanOrEqual(10);
      seen.push(...data.contacts.map((row) => row.id));
      cursor = 'next_cursor' in data ? data.next_cursor : null;
    }
    expect(seen.length).toBeGreaterThan(10);
    expect(seen).toEqual(whole.data.contacts.map((row) => row.id));
  });

  test('a POST with an idempotency key is done once', async () => {
    const once = { body: { name: 'Sekali saja' }, idempotencyKey: 'sekali-saja-1' };
    const first = await api().call('POST /api/sessions', once);
    const again = await api().call('POST /api/sessions', once);
    expect(again.session.session_id).toBe(first.session.session_id);
    await api().call('DELETE /api/sessions/{session_id}', { params: { session_id: first.session.session_id } });
  });

  test('throws what the server says, in the language asked for', async () => {
    const unknown = { params: { session_id: 'a/b ?#' } };
    const error: unknown = await api({ language: 'en' })
      .call('GET /api/sessions/{session_id}', unknown)
      .catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, message: 'Session not found', failure: { code: 'session_not_found' } });
    expect(failure.parse((error as ApiError).failure).request_id).not.toBe('');
    await expect(api({ key: 'gr_wrong' }).call('GET /api/sessions')).rejects.toMatchObject({ status: 401 });
  });

  test('copes with answers that are not ours, and with time to wait', async () => {
    const answering = (response: Response) =>
      createApiClient({ url: 'http://proxy', key: 'k', fetch: async () => response }).call('GET /api/me');
    await expect(answering(new Response('<h1>Bad gateway</h1>', { status: 502 }))).rejects.toMatchObject({
      message: 'HTTP 502',
      failure: null,
      retryAfter: null,
    });
    const busy = new Response('{}', { status: 429, headers: { 'retry-after': '7' } });
    await expect(answering(busy)).rejects.toMatchObject({ status: 429, retryAfter: 7 });
  });

  test('reads events in whatever pieces they come', async () => {
    const text = ': heartbeat\n\nid: 1\nevent: session_removed\ndata: {"session_id":"é"}\n\nid: 2\nevent: sess';
    const bytes = new TextEncoder().encode(text);
    const pieces = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const client = createApiClient({ url: 'http://x', key: 'k', fetch: async () => new Response(pieces) });
    const events = [];
    for await (const event of client.events()) events.push(event);
    expect(events).toEqual([{ id: '1', event: 'session_removed', data: { session_id: 'é' } }]);
  });
});

/** Success as JSON; streams of events and exports are for other readers. */
function answersJson(responses: Record<string, { content?: Record<string, unknown> }>): boolean {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'));
  return success !== undefined && 'application/json' in (success[1].content ?? {});
}
