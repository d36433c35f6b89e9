export { type Condition, type QueryOptions, whereContacts } from './conditions.repo.ts';
export { readContactItems } from './items.repo.ts';
export { lookAhead } from './look-ahead.repo.ts';
export {
  countContactQuery,
  iterateContactQuery,
  matchContacts,
  pageContactQuery,
  type QueryWish,
} from './pages.repo.ts';
export { type ContactQueries, createContactQueries } from './service.ts';
