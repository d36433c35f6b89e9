import type { ServerEvent } from '../events.ts';
import { ApiError } from './api-error.ts';
import { readEvents } from './event-reader.ts';
import type { AnswerOf, Arguments, RouteName } from './types.ts';

export type ClientOptions = {
  /** `http://host:port`, with a path when the server stands under one. */
  url: string;
  key: string;
  /** Of the texts in answers; the server's own language when left out. */
  language?: 'id' | 'en';
  /** Any `fetch`; the client does no other I/O. */
  fetch: typeof fetch;
};

type AnyOptions = {
  params?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
};
export type EventOptions = {
  /** One grab; without it everything that the caller may see. */
  grab?: { session_id: string; grab_id: number };
  /** `id` of the last event that was seen, to hear what ended since. */
  lastEventId?: string;
  signal?: AbortSignal;
};

export type ApiClient = {
  /** Calls a route by its name, `GET /api/sessions`; its types follow from the schemas. Throws `ApiError` when the server refuses. */
  call<Route extends RouteName>(route: Route, ...rest: Arguments<Route>): Promise<AnswerOf<Route>>;
  /** Events as they happen, until the server ends the stream or the signal fires. The caller comes again with `lastEventId`. */
  events(options?: EventOptions): AsyncGenerator<ServerEvent & { id: string }>;
};

/** A client for the application API. */
export function createApiClient({ url, key, language, fetch }: ClientOptions): ApiClient {
  const base = url.replace(/\/+$/, '');
  const common = { 'x-api-key': key, ...(language && { 'accept-language': language }) };

  async function send(method: string, path: string, headers: Record<string, string>, { body, signal }: AnyOptions) {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...common, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    if (response.ok) return response;
    throw new ApiError(response, await response.json().catch(() => null));
  }

  return {
    async call(route, ...[options = {}]) {
      const [method = '', path = ''] = route.split(' ');
      const { idempotencyKey }: AnyOptions = options;
      const headers: Record<string, string> = idempotencyKey ? { 'idempotency-key': idempotencyKey } : {};
      const answer = await send(method, address(path, options), headers, options);
      return (await answer.json()) as AnswerOf<typeof route>;
    },
    async *events({ grab, lastEventId, signal } = {}) {
      const path = grab ? '/api/sessions/{session_id}/grabs/{grab_id}/events' : '/api/events';
      const headers = { accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) };
      const answer = await send('GET', address(path, { params: grab ?? {} }), headers, signal ? { signal } : {});
      if (answer.body) yield* readEvents(answer.body);
    },
  };
}

function address(path: string, { params = {}, query = {} }: AnyOptions): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, textOf(value)]));
  return given.length > 0 ? `${filled}?${search}` : filled;
}

/** A list stands with commas between, anything else that is no single value as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
}
