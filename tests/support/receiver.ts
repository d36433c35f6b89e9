import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from './process.ts';

/** One request to a receiver; `accepted` once it was answered with success, or taken in without an answer. */
export type Received = {
  body: string;
  headers: Record<string, string>;
  seq: number;
  session: string;
  accepted: boolean;
};

export type Answer = (got: Received, response: ServerResponse, before: Received[]) => void;

/** Whoever takes everything in. */
export const takeIn: Answer = (got, response) => {
  got.accepted = true;
  response.writeHead(204).end();
};

/** A receiver of webhooks on loopback that notes what it gets and answers as `answer` says; it listens only after `open`. */
export async function createReceiver(answer: Answer) {
  const port = await freePort();
  const all: Received[] = [];
  const state = { answer };
  let server: Server | undefined;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const piece of request) body += piece;
    const { data } = JSON.parse(body) as { data: { seq: number; session_id: string } };
    const headers = request.headers as Record<string, string>;
    const got = { body, headers, seq: data.seq, session: data.session_id, accepted: false };
    const before = all.filter(({ session }) => session === got.session);
    all.push(got);
    state.answer(got, response, before);
  }

  return {
    all,
    state,
    url: `http://127.0.0.1:${port}/hook`,
    async open() {
      if (server) return;
      server = createServer((request, response) => void take(request, response)).listen(port, '127.0.0.1');
      await once(server, 'listening');
    },
    async close() {
      server?.closeAllConnections();
      server?.close();
    },
  };
}
