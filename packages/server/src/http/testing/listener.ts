import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request to a webhook's address; `seq` is null in a test. */
export type Heard = { body: string; headers: Record<string, string>; seq: number | null };

export type Listener = Awaited<ReturnType<typeof startListener>>;

/** Takes in whatever webhooks send; the test closes it. */
export async function startListener() {
  const got: Heard[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { data } = JSON.parse(body) as { data: { seq?: number } };
    got.push({ body, headers: request.headers as Record<string, string>, seq: data.seq ?? null });
    response.writeHead(204).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    got,
    url: `http://127.0.0.1:${port}/hook`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
