export { databaseAnswers } from './answers.ts';
export { migrate } from './migrate.ts';
export { openStorage } from './open.ts';
export { type Page, type PageWish, pageOf, readPage, selectAlong } from './paging.ts';
export * from './schema.ts';
export * from './storage.ts';
