export { buildEngineHttp, buildHttp } from './build.ts';
export type { HttpDeps, SavedContacts } from './ports.ts';
