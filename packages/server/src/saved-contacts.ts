import { listContacts, pageContacts } from './contacts/index.ts';
import { type Grabs, readGrabbedContacts, readGrabbedGroups } from './grabbing/index.ts';
import type { SavedContacts } from './http/index.ts';
import type { Storage } from './storage/index.ts';

/** What the HTTP layer reads and removes, from the layers that keep it. */
export function savedContacts(storage: Storage, grabs: Grabs): SavedContacts {
  const { db } = storage;
  return {
    listSaved: (id, type) => listContacts(db, id, { type }),
    pageSaved: (id, wish) => pageContacts(storage, id, wish),
    deleteSaved: (id) => grabs.deleteContacts(id),
    readGrabbedGroups: (id) => readGrabbedGroups(db, id),
    readGrabbedContacts: (id) => readGrabbedContacts(db, id),
  };
}
