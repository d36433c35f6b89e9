export { buildEngineHttp, buildHttp } from './build.ts';
export { errorTable, openApiDocument } from './document.ts';
export { createKeptAnswers } from './idempotency/kept-answers.ts';
export type { Features, HttpDeps, SavedContacts } from './ports.ts';
