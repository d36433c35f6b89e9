import type { Operations } from './operation.ts';

export const contactOperations: Operations = {
  'GET /api/sessions/:session_id/contacts': {
    id: 'listContacts',
    tag: 'Contacts',
    summary: 'List what is saved under a session',
    description:
      'With `limit`, `cursor`, `total` or a `sort` other than the standard one: a page. Otherwise every row, as existing callers know it, sent while it is read, so that any number of rows is fine. Ordered by name, those without a name come last, by their numbers.',
    says: 'contacts_listed',
    errors: ['cursor_invalid'],
  },
  'DELETE /api/sessions/:session_id/contacts': {
    id: 'deleteContacts',
    tag: 'Contacts',
    summary: 'Delete everything saved under a session',
    description: 'The session itself stays. A running grab is awaited first.',
    says: 'contacts_deleted',
  },
  'GET /api/contacts': {
    id: 'findContacts',
    tag: 'Contacts',
    summary: 'Find contacts of all sessions',
    description:
      'People and groups of the sessions that the caller may see, but neither the owners of the accounts nor, unless asked for, the trash. `unique=true` shows each person once, whichever accounts know them.',
    says: 'contacts_found',
    errors: ['cursor_invalid'],
  },
  'GET /api/contacts/facets': {
    id: 'countContacts',
    tag: 'Contacts',
    summary: 'Count the contacts found, by what filters can choose',
    description: 'The counts may be some seconds old.',
    says: 'contacts_counted',
  },
  'GET /api/contacts/:id': {
    id: 'getContact',
    tag: 'Contacts',
    summary: 'Read a contact, with the same person in all sessions',
    description:
      '`person` holds the same person as every session knows them that the caller may see, and their groups.',
    says: 'contact_found',
    errors: ['contact_not_found'],
  },
};
