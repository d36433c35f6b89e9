import type { AnswerOf, Arguments, Failure, RouteName } from '@grabber/contract';
import { language } from '../i18n/index.ts';
import { RequestError } from './request-error.ts';

type Options = {
  params?: Record<string, string | number>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
  idempotencyKey?: string;
};

/** Calls a route of the contract with the browser's sign-in; its types follow from the schemas. Throws `RequestError`. */
export async function call<Route extends RouteName>(route: Route, ...rest: Arguments<Route>): Promise<AnswerOf<Route>> {
  const [method = '', path = ''] = route.split(' ');
  const options = (rest[0] ?? {}) as Options;
  const json = options.body !== undefined;
  const response = await send(addressOf(path, options), {
    method,
    headers: {
      'accept-language': language(),
      ...(json && { 'content-type': 'application/json' }),
      ...(options.idempotencyKey && { 'idempotency-key': options.idempotencyKey }),
    },
    ...(json && { body: JSON.stringify(options.body) }),
    ...(options.signal && { signal: options.signal }),
  });
  return (await response.json()) as AnswerOf<Route>;
}

/** A request that no JSON route describes: an upload, a download. Throws `RequestError`. */
export async function send(address: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(address, { ...init, credentials: 'same-origin' }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new RequestError(0, null);
  });
  if (response.ok) return response;
  const told: Failure | null = await response.json().catch(() => null);
  throw new RequestError(
    response.status,
    told && told.success === false ? told : null,
    Number(response.headers.get('retry-after')) || null,
  );
}

/** The address of a route with its parameters filled in; query values that are undefined are left out. */
export function addressOf(path: string, { params = {}, query = {} }: Pick<Options, 'params' | 'query'>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, textOf(value)]));
  return given.length > 0 ? `${filled}?${search}` : filled;
}

/** A list stands with commas between, anything else that is no single value (a filter) as JSON. */
function textOf(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value);
}
