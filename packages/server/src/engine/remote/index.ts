export { createRemoteEngine } from './engine.ts';
export type { RemoteEngineOptions } from './options.ts';
export type { GatewayCredentials, GatewayKind, GatewaySettings } from './settings.ts';
export type { RemoteTimings } from './timings.ts';
