export { databaseAnswers } from './answers.ts';
export { containsText } from './dialects/contains.ts';
export { type DatabaseFacts, examineDatabase } from './examine.ts';
export { migrate } from './migrate.ts';
export { openStorage } from './open.ts';
export { type Page, type PageWish, pageOf, readPage, selectAlong } from './paging.ts';
export * from './schema.ts';
export * from './storage.ts';
export { parseDatabaseUrl } from './url.ts';
