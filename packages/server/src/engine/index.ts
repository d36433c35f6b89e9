export {
  type BaileysEngineOptions,
  checkCredentials,
  createBaileysEngine,
  type EngineTimings,
} from './baileys/index.ts';
export * from './engine.ts';
export * from './remote/index.ts';
export { type EngineKind, routeEngines } from './router.ts';
