import type { Db } from '../storage/index.ts';
import { listCredentials } from './baileys/credentials.repo.ts';
import { gatewayPlace } from './remote/gateway-store.ts';
import { listGateways } from './remote/gateways.repo.ts';
import { createSealer, UnreadableError } from './seal.ts';

/** How many accounts are linked, here or at a gateway, and how many of their credentials this secret does not open. */
export async function checkCredentials(db: Db, secretKey: string): Promise<{ linked: number; unreadable: number }> {
  const sealer = createSealer(secretKey);
  const opens = (place: string[], sealed: Uint8Array) => {
    try {
      sealer.open(place, sealed);
      return true;
    } catch (error) {
      if (error instanceof UnreadableError) return false;
      throw error;
    }
  };
  const linked = await listCredentials(db);
  const gateways = await listGateways(db);
  const unreadable = [
    ...linked.filter(({ session_id, sealed }) => !opens([session_id, 'creds'], sealed)),
    ...gateways.filter(({ session_id, sealed }) => !opens(gatewayPlace(session_id), sealed)),
  ];
  return { linked: linked.length + gateways.length, unreadable: unreadable.length };
}

/** Where gateways of sessions are. */
export async function gatewayUrls(db: Db): Promise<string[]> {
  const gateways = await listGateways(db);
  return [...new Set(gateways.map(({ url }) => new URL(url).origin))].sort();
}
