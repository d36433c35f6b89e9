export {
  completeContacts,
  insertContacts,
  newContact,
  removeMerged,
  updateConsequences,
  updateContacts,
  vacateContactIds,
} from './contacts.repo.ts';
export { personKeyOf } from './derive.ts';
export { eraseContacts } from './erase.ts';
export type { JsonList } from './json-rows.repo.ts';
export {
  findKnown,
  hasRows,
  type KnownKeys,
  listBlocked,
  listPresentGroups,
  loadKnown,
  loadRows,
} from './known.repo.ts';
export { type ListOptions, listContacts } from './list.repo.ts';
export { mergeGroup, mergePerson, mergeRows, pictureOf, statusOf } from './merge.ts';
export { bestName, cleanName, cleanText } from './names.ts';
export { writeOwnFields } from './own-fields.repo.ts';
export { type JsonPage, type PageOptions, pageContacts } from './pages.repo.ts';
export * from './query/index.ts';
export { withoutTrunkPrefix } from './trunk-prefix.ts';
export type { Contact, ContactPatch, KnownContact, NewContact, OwnFields } from './types.ts';
