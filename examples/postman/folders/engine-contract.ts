import { shape } from '../fields.ts';
import { folder, refused, type Step } from '../step.ts';

const notFound: Step = { name: 'An unknown session is not found', status: 404, code: 'session_not_found' };
const missing = (rest: string): Step => ({ ...notFound, path: `/sessions/no-such-session${rest}` });
const session = { sessionId: 'string', status: 'string', phoneNumber: 'string?', createdAt: 'string' };
const ours = (rest: string) => `/sessions/{{session_id}}${rest}`;

export const engineContract = [
  folder(
    'GET /sessions',
    { name: 'All sessions', status: 200, checks: { 'in the engine’s spelling': shape('data[0]', session) } },
    { ...refused, checks: { 'in its own words': [`pm.expect(answer.error).to.equal('Unauthorized');`] } },
  ),
  folder(
    'POST /sessions/create',
    { name: 'A session under an id of the caller', status: 200, body: { sessionId: 'contoh_mesin', name: 'Contoh' } },
    { name: 'It exists already', status: 400, body: { sessionId: 'contoh_mesin' }, code: 'session_exists' },
    { name: 'An id is required', status: 400, body: {}, code: 'validation_failed' },
  ),
  folder(
    'GET /sessions/{sessionId}/qr',
    {
      name: 'Its QR code',
      status: 200,
      path: '/sessions/contoh_mesin/qr',
      until: `typeof data.qrCode === 'string'`,
      checks: { 'is a picture': [`pm.expect(data.qrCode).to.match(/^data:image\\/png;base64,/);`] },
    },
    missing('/qr'),
  ),
  folder(
    'GET /sessions/{sessionId}/status',
    { name: 'How it is', status: 200, path: ours('/status'), checks: { 'all is told': shape('data', session) } },
    missing('/status'),
  ),
  folder(
    'GET /sessions/{sessionId}/groups',
    {
      name: 'Groups, fresh from WhatsApp',
      status: 200,
      path: ours('/groups'),
      checks: { 'are a list': [`pm.expect(data.groups).to.be.an('array').and.not.empty;`] },
    },
    {
      name: 'An account that is not connected',
      status: 400,
      path: '/sessions/contoh_mesin/groups',
      checks: { 'in the old words': [`pm.expect(answer.error).to.equal('Session is not connected');`] },
    },
  ),
  folder(
    'GET /sessions/{sessionId}/contacts',
    {
      name: 'People, fresh from WhatsApp',
      status: 200,
      path: ours('/contacts'),
      checks: { 'are a list': [`pm.expect(data.contacts).to.be.an('array').and.not.empty;`] },
    },
    missing('/contacts'),
  ),
  folder(
    'GET /sessions/{sessionId}/all-contacts',
    {
      name: 'Both at once',
      status: 200,
      path: ours('/all-contacts'),
      checks: { 'are two lists': [`pm.expect(data).to.include.keys('groups', 'contacts');`] },
    },
    missing('/all-contacts'),
  ),
  folder(
    'POST /sessions/{sessionId}/reconnect',
    { name: 'Connect anew', status: 200, path: '/sessions/contoh_mesin/reconnect' },
    missing('/reconnect'),
  ),
  folder(
    'DELETE /sessions/{sessionId}',
    { name: 'Remove it', status: 200, path: '/sessions/contoh_mesin' },
    { ...notFound, path: '/sessions/contoh_mesin' },
  ),
];
