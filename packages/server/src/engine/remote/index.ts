export { createRemoteEngine } from './engine.ts';
export type { RemoteEngineOptions } from './options.ts';
export { type GatewayKind, type GatewaySettings, gatewayCredentials, gatewayKinds } from './settings.ts';
export type { RemoteTimings } from './timings.ts';
