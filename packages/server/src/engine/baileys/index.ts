export { createInboxSearch, type InboxSearch } from './inbox-search.ts';
export type { BaileysEngineOptions } from './options.ts';
export { createBaileysEngine } from './pool.ts';
export type { EngineTimings } from './timings.ts';
