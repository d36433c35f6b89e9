import { z } from 'zod';
import type { GatewayClient } from '../client/index.ts';
import type { GatewayState } from '../gateway.ts';
import { gatewayError } from '../problem.ts';
import { firstTold, flag, phoneDigits, text, told } from '../reading/index.ts';
import { resultsOf } from './envelope.ts';

const status = z.looseObject({ is_connected: flag, is_logged_in: flag, device_id: text, jid: text });
const device = z.looseObject({ id: text, jid: text, phone_number: text, display_name: text });

/** How the device stands, and whose it is. */
export async function readDevice(client: GatewayClient, wanted: string, signal: AbortSignal): Promise<GatewayState> {
  const { success, data } = status.safeParse(resultsOf(await client.get('/app/status', { signal })));
  if (!success || typeof data.is_logged_in !== 'boolean') throw gatewayError('answer_unreadable');
  if (!data.is_logged_in) return { state: 'unlinked' };
  if (!data.is_connected) return { state: 'down', linked: true, reason: 'server_unavailable' };
  const found = await findDevice(client, wanted || (data.device_id ?? ''), signal);
  const pn = phoneDigits(firstTold(data.jid, found?.jid, found?.phone_number));
  return { state: 'open', account: { pn, lid: null, name: told(found?.display_name) }, missing: [] };
}

async function findDevice(client: GatewayClient, wanted: string, signal: AbortSignal) {
  const results = resultsOf(await client.get('/devices', { signal }));
  if (!Array.isArray(results)) return undefined;
  const devices = results.map((row) => device.safeParse(row).data).filter((each) => each !== undefined);
  return devices.find(({ id }) => id === wanted) ?? (devices.length === 1 ? devices[0] : undefined);
}
