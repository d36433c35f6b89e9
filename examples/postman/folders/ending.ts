import { folder, noSession, refused } from '../step.ts';

const none = '/api/sessions/no-such-session';

export const ending = [
  folder(
    'POST /api/sessions/{session_id}/logout',
    { name: 'Unlink the account; what is saved stays', status: 200 },
    noSession(`${none}/logout`),
  ),
  folder(
    'DELETE /api/sessions/{session_id}',
    { name: 'Remove the session and all that is saved', status: 200 },
    { name: 'Remove the unlinked one', status: 200, path: '/api/sessions/{{unlinked_id}}' },
    noSession(none),
  ),
  folder(
    'GET /api/audit',
    {
      name: 'Who did what',
      status: 200,
      path: '/api/audit?limit=20',
      checks: {
        'the last deeds are there': [
          `pm.expect(data.entries.map(({ action }) => action)).to.include('session_deleted');`,
        ],
      },
    },
    refused,
  ),
  folder(
    'GET /api/audit/export',
    { name: 'The same as a file', status: 200, path: '/api/audit/export?format=csv', text: true },
    refused,
  ),
];
