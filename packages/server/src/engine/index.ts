export {
  type BaileysEngineOptions,
  createBaileysEngine,
  createInboxSearch,
  type EngineTimings,
  type InboxSearch,
} from './baileys/index.ts';
export { checkCredentials, gatewayUrls } from './check-credentials.ts';
export * from './engine.ts';
export * from './remote/index.ts';
export { type EngineKind, routeEngines } from './router.ts';
export { createSealer, type Sealer } from './seal.ts';
