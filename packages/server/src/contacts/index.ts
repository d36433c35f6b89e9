export {
  countContacts,
  insertContacts,
  type ListOptions,
  listContacts,
  loadKnown,
  newContact,
  removeMerged,
  updateConsequences,
  updateContacts,
} from './contacts.repo.ts';
export { countryOf } from './country.ts';
export { eraseContacts } from './erase.ts';
export { difference, mergeGroup, mergePerson, mergeRows, statusOf } from './merge.ts';
export { bestName, cleanName } from './names.ts';
export type { Contact, ContactPatch, KnownContact } from './types.ts';
