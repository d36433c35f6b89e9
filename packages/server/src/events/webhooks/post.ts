import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { type Address, type MayReach, resolveReachable } from './addresses.ts';

/** What came of one request to a receiver. */
export type Outcome = {
  ok: boolean;
  error: 'address_refused' | 'unreachable' | 'timeout' | 'redirected' | 'status' | null;
  status: number | null;
  /** The beginning of what was answered. */
  excerpt: string | null;
  /** The receiver asks to be left alone for so long. */
  retryAfterMs: number | null;
};

const excerptLength = 500;
const mostBytes = 64 * 1024;
const longestWaitMs = 6 * 3_600_000;

export type PostOptions = {
  mayReach: MayReach;
  timeoutMs: number;
  resolve?: ((host: string) => Promise<Address[]>) | undefined;
  signal?: AbortSignal | undefined;
};

/** Posts a body to an address that somebody entered. Follows no redirect, and connects to exactly the addresses that were checked. */
export async function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  options: PostOptions,
): Promise<Outcome> {
  const target = new URL(url);
  let addresses: Address[] | undefined;
  try {
    addresses = await resolveReachable(target.hostname, options.mayReach, options.resolve);
  } catch {
    return failed('unreachable');
  }
  if (!addresses) return failed('address_refused');
  return await send(target, headers, body, { ...options, addresses });
}

function send(
  target: URL,
  headers: Record<string, string>,
  body: string,
  { addresses, timeoutMs, signal }: PostOptions & { addresses: Address[] },
): Promise<Outcome> {
  return new Promise((settle) => {
    let timer: NodeJS.Timeout | undefined;
    let sent: ClientRequest | undefined;
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      sent?.destroy();
      settle(outcome);
    };
    const stop = () => end(failed('timeout'));
    timer = setTimeout(stop, timeoutMs);
    timer.unref();
    signal?.addEventListener('abort', stop);
    sent = (target.protocol === 'https:' ? overHttps : overHttp)(target, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      lookup: (_host, { all }, give) => {
        const [first] = addresses;
        if (all) (give as unknown as (error: null, found: Address[]) => void)(null, addresses);
        else give(null, first?.address ?? '', first?.family);
      },
    });
    sent.on('error', () => end(failed('unreachable')));
    sent.on('response', (response) => {
      read(response).then(
        (text) => end(judge(response, text)),
        () => end(failed('unreachable')),
      );
    });
    sent.end(body);
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of response) {
    pieces.push(piece as Buffer);
    bytes += (piece as Buffer).length;
    if (bytes >= mostBytes) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}

function judge({ statusCode = 0, headers }: IncomingMessage, text: string): Outcome {
  const ok = statusCode >= 200 && statusCode < 300;
  const isRedirect = statusCode >= 300 && statusCode < 400;
  const excerpt = text.replaceAll('\u0000', '').toWellFormed().slice(0, excerptLength).toWellFormed() || null;
  const seconds = Number(headers['retry-after']);
  return {
    ok,
    error: ok ? null : isRedirect ? 'redirected' : 'status',
    status: statusCode,
    excerpt,
    retryAfterMs: seconds > 0 ? Math.min(seconds * 1000, longestWaitMs) : null,
  };
}

function failed(error: 'address_refused' | 'unreachable' | 'timeout'): Outcome {
  return { ok: false, error, status: null, excerpt: null, retryAfterMs: null };
}
