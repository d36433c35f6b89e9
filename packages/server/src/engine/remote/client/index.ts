export { type ClientDeps, createClient, type GatewayClient } from './client.ts';
export type { Refusal } from './failures.ts';
export { baseOf, segment } from './url.ts';
