import type { ClientDeps } from './client/index.ts';
import type { Gateway } from './gateway.ts';
import { createGowaGateway } from './gowa/index.ts';
import { createHttpGateway } from './http/index.ts';
import type { LidBook } from './reading/index.ts';
import type { GatewayKind, GatewaySettings } from './settings.ts';
import { createWahaGateway } from './waha/index.ts';

/** What an adapter is made from. `book` outlives connections: pairs that a roster told once help to read contacts later. */
export type GatewayDeps = ClientDeps & { settings: GatewaySettings; book: LidBook };

/** The adapter for each kind of gateway. Throws when the address is none. */
export const gateways: Record<GatewayKind, (deps: GatewayDeps) => Gateway> = {
  http: createHttpGateway,
  waha: createWahaGateway,
  gowa: createGowaGateway,
};
