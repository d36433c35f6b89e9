import { failure } from '@grabber/contract';
import { z } from 'zod';
import { readClientSettings, readLanguage } from '../config/index.ts';
import { CommandFailed, exitCodes } from './failure.ts';
import type { Io } from './io.ts';

/** What every command takes that talks to the running server. */
export type ServerOptions = { url?: string; key?: string; json?: boolean };

/** The running server's API; every failure is a `CommandFailed` in the user's language. */
export type Api = {
  get<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>>;
  post<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.output<T>>;
  patch<T extends z.ZodType>(path: string, body: unknown, schema: T): Promise<z.output<T>>;
  delete<T extends z.ZodType>(path: string, schema: T): Promise<z.output<T>>;
  /** Sends a file as the body itself. */
  upload<T extends z.ZodType>(path: string, content: Uint8Array<ArrayBuffer>, schema: T): Promise<z.output<T>>;
  /** What a route answers as a file. */
  stream(path: string): Promise<ReadableStream<Uint8Array>>;
};

/** One process owns the accounts, so commands ask it instead of opening them a second time. */
export function connectApi(io: Io, options: ServerOptions): Api {
  const settings = readClientSettings(io.env);
  const url = (options.url ?? settings.url).replace(/\/+$/, '');
  const key = options.key ?? settings.key;
  if (!key) throw new CommandFailed(io.text('no_key'), exitCodes.refused);
  const headers = { 'x-api-key': key, 'accept-language': readLanguage(io.env) };
  async function call<T extends z.ZodType>(method: string, path: string, schema: T, body?: unknown) {
    const sent = body === undefined ? { headers } : { headers: json(headers), body: JSON.stringify(body) };
    const answer = await reach(io, url, path, { method, ...sent });
    return await readAnswer(io, url, answer, schema);
  }
  return {
    get: (path, schema) => call('GET', path, schema),
    post: (path, body, schema) => call('POST', path, schema, body),
    patch: (path, body, schema) => call('PATCH', path, schema, body),
    async upload(path, content, schema) {
      const type = { ...headers, 'content-type': 'application/octet-stream' };
      return await readAnswer(
        io,
        url,
        await reach(io, url, path, { method: 'POST', headers: type, body: content }),
        schema,
      );
    },
    async stream(path) {
      const answer = await reach(io, url, path, { headers });
      if (!answer.ok || !answer.body) return await readAnswer(io, url, answer, z.never());
      return answer.body;
    },
    delete: (path, schema) => call('DELETE', path, schema),
  };
}

function json(headers: Record<string, string>): Record<string, string> {
  return { ...headers, 'content-type': 'application/json' };
}

async function reach(io: Io, url: string, path: string, init: RequestInit): Promise<Response> {
  try {
    // a redirect would carry the key to somebody else
    return await fetch(`${url}/api${path}`, { ...init, redirect: 'error' });
  } catch {
    throw new CommandFailed(io.text('no_server', { url }), exitCodes.noServer);
  }
}

async function readAnswer<T extends z.ZodType>(io: Io, url: string, answer: Response, schema: T): Promise<z.output<T>> {
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok) {
    const read = schema.safeParse(body);
    if (read.success) return read.data;
  }
  const refused = failure.safeParse(body);
  if (!refused.success) throw new CommandFailed(io.text('not_our_server', { url }), exitCodes.noServer);
  const fields = Object.values(refused.data.errors ?? {}).flat();
  const code = answer.status === 401 || answer.status === 403 ? exitCodes.refused : exitCodes.failed;
  throw new CommandFailed([refused.data.message, ...fields].join('\n'), code);
}
