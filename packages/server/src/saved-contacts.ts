import { listContacts } from './contacts/index.ts';
import { type Grabs, readGrabbedContacts, readGrabbedGroups } from './grabbing/index.ts';
import type { SavedContacts } from './http/index.ts';
import type { Storage } from './storage/index.ts';

/** What the HTTP layer reads and removes, from the layers that keep it. */
export function savedContacts({ db }: Storage, grabs: Grabs): SavedContacts {
  return {
    listSaved: (id, type) => listContacts(db, id, { type }),
    deleteSaved: (id) => grabs.deleteContacts(id),
    readGrabbedGroups: (id) => readGrabbedGroups(db, id),
    readGrabbedContacts: (id) => readGrabbedContacts(db, id),
  };
}
