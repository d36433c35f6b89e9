import { AppError, type Clock } from '../../../core/index.ts';
import { gatewayError } from '../problem.ts';
import type { RemoteTimings } from '../timings.ts';
import { readBody } from './body.ts';
import { type Explain, failureOf } from './failures.ts';
import { urlOf } from './url.ts';

export type Query = Record<string, string | number>;
export type Ask = { signal: AbortSignal; query?: Query; body?: unknown; wait?: 'request' | 'list' };

/** A gateway's HTTP interface. Throws `AppError` only; says nothing of keys, addresses or bodies in it. */
export type GatewayClient = {
  get(path: string, ask: Ask): Promise<unknown>;
  post(path: string, ask: Ask): Promise<unknown>;
  delete(path: string, ask: Ask): Promise<unknown>;
  /** The bytes of a picture. */
  picture(path: string, ask: Ask): Promise<Uint8Array>;
};

export type ClientDeps = {
  fetch: typeof fetch;
  clock: Clock;
  timings: RemoteTimings;
};

type Call = { method: 'GET' | 'POST' | 'DELETE'; path: string; ask: Ask };

/** A client of one gateway. Follows no redirect, since that would hand the key to whoever stands there. */
export function createClient(
  { fetch, clock, timings }: ClientDeps,
  { base, headers, explain }: { base: string; headers: Record<string, string>; explain: Explain },
): GatewayClient {
  const always = headersOf({ accept: 'application/json', ...headers });

  async function withinTime<T>(ask: Ask, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const tooLong = new AbortController();
    const callOff = clock.after(timings[ask.wait ?? 'request'], () => tooLong.abort(gatewayError('gateway_slow')));
    const signal = AbortSignal.any([ask.signal, tooLong.signal]);
    try {
      signal.throwIfAborted();
      return await work(signal);
    } catch (error) {
      throw transportError(error, signal);
    } finally {
      callOff();
    }
  }

  async function send({ method, path, ask }: Call, signal: AbortSignal): Promise<Uint8Array> {
    const sent = new Headers(always);
    if (ask.body !== undefined) sent.set('content-type', 'application/json');
    const response = await fetch(urlOf(base, path, ask.query), {
      method,
      headers: sent,
      body: ask.body === undefined ? null : JSON.stringify(ask.body),
      redirect: 'manual',
      signal,
    });
    if (response.ok) return await readBody(response, timings.maxBytes);
    throw await failureOf(response, explain, clock.now());
  }

  async function askJson(method: Call['method'], path: string, ask: Ask): Promise<unknown> {
    return parseJson(await withinTime(ask, (signal) => send({ method, path, ask }, signal)));
  }

  return {
    get: (path, ask) => askJson('GET', path, ask),
    post: (path, ask) => askJson('POST', path, ask),
    delete: (path, ask) => askJson('DELETE', path, ask),
    picture: (path, ask) => withinTime(ask, (signal) => send({ method: 'GET', path, ask }, signal)),
  };
}

/** A key with a character that no header can carry is no key of any gateway. */
function headersOf(headers: Record<string, string>): Headers {
  try {
    return new Headers(headers);
  } catch {
    throw gatewayError('wrong_key');
  }
}

function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw gatewayError('answer_unreadable');
  }
}

/** `fetch` hides why it failed in the cause of its error. */
function transportError(error: unknown, signal: AbortSignal): AppError {
  if (signal.aborted) return signal.reason instanceof AppError ? signal.reason : new AppError('cancelled');
  if (error instanceof AppError) return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  return gatewayError(code.includes('TIMEDOUT') || code.includes('TIMEOUT') ? 'gateway_slow' : 'gateway_unreachable', {
    code,
  });
}
