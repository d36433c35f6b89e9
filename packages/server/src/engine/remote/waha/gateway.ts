import { baseOf, createClient, segment } from '../client/index.ts';
import type { Gateway } from '../gateway.ts';
import type { GatewayDeps } from '../gateways.ts';
import { explain } from './explain.ts';
import { readGroups } from './groups.ts';
import { readPeople } from './people.ts';
import { qrIn, stateIn } from './session.ts';

/** WAHA (WhatsApp HTTP API) with any of its engines: WEBJS, WPP, NOWEB, GOWS (other-engines.md, WAHA). A key with the scope `read` is enough to read. */
export function createWahaGateway({ settings, book, ...deps }: GatewayDeps): Gateway {
  const { url, credentials } = settings;
  const headers: Record<string, string> = credentials.api_key ? { 'x-api-key': credentials.api_key } : {};
  const client = createClient(deps, { base: baseOf(url), headers, explain });
  const session = settings.remote_session || 'default';
  const own = `/api/${segment(session)}`;
  const sessions = `/api/sessions/${segment(session)}`;
  const source = { client, book, own, session };

  return {
    async readState(signal) {
      return stateIn(await client.get(sessions, { signal }));
    },
    async start(signal) {
      await client.post(`${sessions}/start`, { signal });
    },
    readQr: async (signal) => qrIn(await client.get(`${own}/auth/qr`, { signal, query: { format: 'raw' } })),
    async unlink(signal) {
      await client.post(`${sessions}/logout`, { signal });
    },
    readGroups: (account, signal) => readGroups(source, account, signal),
    readPeople: (account, signal) => readPeople(source, account, signal),
  };
}
