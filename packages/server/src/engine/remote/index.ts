export { createRemoteEngine } from './engine.ts';
export { createGatewayStore, type GatewayStore } from './gateway-store.ts';
export type { RemoteEngineOptions } from './options.ts';
export type { GatewayCredentials, GatewayKind, GatewaySettings } from './settings.ts';
export type { RemoteTimings } from './timings.ts';
