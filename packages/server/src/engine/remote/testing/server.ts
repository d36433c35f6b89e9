import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | string[] | undefined>;
  body: unknown;
};

/** An answer: JSON, unless it is text or bytes. */
export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> };
export type Handler = (asked: Asked) => Answer | Promise<Answer>;
/** Takes over an answer; returns undefined to let the gateway speak. May write to the response itself and return 'done'. */
export type Override = (asked: Asked, response: ServerResponse) => Answer | 'done' | undefined;

/** A small HTTP server on loopback that remembers what it was asked. */
export async function startServer(handle: Handler) {
  const asked: Asked[] = [];
  let override: Override = () => undefined;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const question = await questionOf(request);
    asked.push(question);
    const taken = override(question, response);
    if (taken !== 'done') send(response, taken ?? (await handle(question)));
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) =>
      send(response, { status: 500, body: { error: String(error) } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    override(next: Override): void {
      override = next;
    },
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function questionOf(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  const { method = 'GET', headers } = request;
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

function send(response: ServerResponse, { status = 200, body, headers = {} }: Answer): void {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const type = isRaw ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(isRaw ? body : JSON.stringify(body ?? null));
}
