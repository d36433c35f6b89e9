import { baseOf, createClient } from '../client/index.ts';
import type { Gateway } from '../gateway.ts';
import type { GatewayDeps } from '../gateways.ts';
import { readDevice } from './device.ts';
import { resultsOf } from './envelope.ts';
import { explain } from './explain.ts';
import { readGroups } from './groups.ts';
import { readPeople } from './people.ts';
import { createQrReader } from './qr.ts';

/** GoWA (go-whatsapp-web-multidevice), whose devices are accounts (other-engines.md, GoWA). */
export function createGowaGateway({ settings, book, ...deps }: GatewayDeps): Gateway {
  const { url, credentials, remote_session: device, manages_account } = settings;
  const headers: Record<string, string> = {};
  const { username, password = '' } = credentials;
  if (username !== undefined)
    headers['authorization'] = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  if (device !== '') headers['x-device-id'] = encodeURIComponent(device.toWellFormed());
  const client = createClient(deps, { base: baseOf(url), headers, explain });
  const readQr = createQrReader(client, deps.clock);

  return {
    readState: (signal) => readDevice(client, device, signal),
    async start(signal) {
      resultsOf(await client.get('/app/reconnect', { signal }));
    },
    /** Asking for a code starts a login there, which is only ours to do where the account is ours to manage. */
    readQr: async (signal) => (manages_account ? await readQr(signal) : null),
    async unlink(signal) {
      await client.get('/app/logout', { signal });
    },
    readGroups: (account, signal) => readGroups({ client, book }, account, signal),
    readPeople: (account, signal) => readPeople({ client, book }, account, signal),
  };
}
