import { type Fields, oldFields, shape } from '../fields.ts';
import { folder, noSession, refused, type Step } from '../step.ts';

const none = '/api/sessions/no-such-session';
const unlinked = '/api/sessions/{{unlinked_id}}';

function says(message: string): Record<string, string[]> {
  return { 'the message is the old one': [`pm.expect(answer.message).to.equal('${message}');`] };
}

function grabbing(kind: string, message: string, fields: Fields, lists: Record<string, string[]>): Step[] {
  return [
    {
      name: 'Grab and wait',
      status: 200,
      checks: { ...says(message), 'the old fields': shape('data', fields), ...lists },
    },
    noSession(`${none}/grab-${kind}`, { checks: says('Session tidak ditemukan') }),
    {
      name: 'An account that is not connected',
      status: 400,
      path: `${unlinked}/grab-${kind}`,
      code: 'session_not_connected',
      checks: {
        'the status is told': ['pm.expect(answer.message).to.match(/^Session tidak terhubung\\. Status: \\w+$/);'],
      },
    },
  ];
}

const groups = {
  'groups are counted': ['pm.expect(data.total_groups).to.equal(data.groups.length).and.above(0);'],
  'a group has its old fields': shape('data.groups[0]', oldFields.group),
};
const contacts = {
  'contacts are counted': ['pm.expect(data.total_contacts).to.equal(data.contacts.length).and.above(0);'],
  'a contact has its old fields': shape('data.contacts[0]', oldFields.contact),
};

function saved(name: string, type: string, more: Partial<Step> = {}): Step {
  return {
    name,
    status: 200,
    checks: {
      ...says('Kontak berhasil diambil dari database'),
      'the old fields': shape('data', oldFields.saved),
      'a row has its old columns': shape('data.contacts[0]', oldFields.row),
      'the type is told': [`pm.expect(data.type).to.equal('${type}');`],
      'rows are of that type': [
        `pm.expect(data.contacts.every((row) => '${type}' === 'all' || row.type === '${type}')).to.equal(true);`,
      ],
    },
    ...more,
  };
}

/** What the first version's callers send; names and types as in docs/migrating-from-laravel.md. */
export const nineRequests = [
  folder(
    'GET /api/sessions/{session_id}/grab-groups',
    ...grabbing('groups', 'Kontak grup berhasil diambil dan disimpan', oldFields.grabGroups, groups),
  ),
  folder(
    'GET /api/sessions/{session_id}/grab-contacts',
    ...grabbing('contacts', 'Kontak individual berhasil diambil dan disimpan', oldFields.grabContacts, contacts),
  ),
  folder(
    'GET /api/sessions/{session_id}/grab-all',
    ...grabbing('all', 'Semua kontak berhasil diambil dan disimpan', oldFields.grabAll, { ...groups, ...contacts }),
  ),
  folder(
    'GET /api/sessions/{session_id}/contacts',
    saved('All saved contacts', 'all'),
    saved('Individuals only', 'individual', { path: '/api/sessions/{{session_id}}/contacts?type=individual' }),
    saved('Groups only', 'group', { path: '/api/sessions/{{session_id}}/contacts?type=group' }),
    {
      name: 'There is no such type',
      status: 422,
      path: '/api/sessions/{{session_id}}/contacts?type=dog',
      code: 'validation_failed',
    },
    noSession(`${none}/contacts`, { checks: says('Session tidak ditemukan') }),
  ),
  folder(
    'DELETE /api/sessions/{session_id}/contacts',
    {
      name: 'Delete what is saved',
      status: 200,
      checks: { ...says('Kontak berhasil dihapus dari database'), 'the old fields': shape('data', oldFields.deleted) },
    },
    noSession(`${none}/contacts`),
  ),
  folder(
    'GET /api/sessions/{session_id}/status',
    {
      name: 'How a session is',
      status: 200,
      checks: {
        'the old fields': shape('data', oldFields.status),
        'it is connected': [`pm.expect(data.status).to.equal('connected');`],
      },
    },
    noSession(`${none}/status`),
  ),
  folder(
    'GET /api/sessions',
    {
      name: 'All sessions',
      status: 200,
      checks: {
        'they stand beside success': [`pm.expect(answer.sessions).to.be.an('array').and.not.empty;`],
        'a session has its old fields': shape('answer.sessions[0]', oldFields.session),
      },
    },
    refused,
  ),
];
