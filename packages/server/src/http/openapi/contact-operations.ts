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
};
