export { createFeed, type Feed } from './feed.ts';
export { createHistory, type History } from './history.ts';
