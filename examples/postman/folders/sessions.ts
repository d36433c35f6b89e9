import { oldFields, shape } from '../fields.ts';
import { folder, noSession, refused } from '../step.ts';

const one = '/api/sessions/no-such-session';

export const sessions = [
  folder(
    'POST /api/sessions',
    {
      name: 'A new session starts to connect',
      status: 201,
      body: { name: 'Contoh Postman' },
      keep: { session_id: 'answer.session.session_id' },
      checks: {
        'it is connecting': [`pm.expect(answer.status).to.equal('connecting');`],
        'the session has its old fields': shape('answer.session', oldFields.session),
      },
    },
    {
      name: 'A second one, which stays unlinked',
      status: 201,
      body: { name: 'Belum tertaut', phone_number: '+62 812-3456-7890' },
      keep: { unlinked_id: 'answer.session.session_id' },
    },
    {
      name: 'A name is required',
      status: 422,
      body: { phone_number: 'call me' },
      code: 'validation_failed',
      checks: { 'the fields are named': [`pm.expect(answer.errors).to.have.keys('name', 'phone_number');`] },
    },
  ),
  folder(
    'GET /api/sessions/{session_id}/qr',
    {
      name: 'Wait for the QR code, then scan it with the phone',
      status: 200,
      until: `Boolean(data.qr_code) || data.status === 'connected' || data.status === 'authenticated'`,
      checks: { 'both spellings are there': ['pm.expect(data.qr_code).to.equal(data.qrCode);'] },
    },
    noSession(`${one}/qr`),
  ),
  folder(
    'GET /api/sessions/{session_id}',
    {
      name: 'Wait until the account is linked and synchronised',
      status: 200,
      until: `data.session.status === 'connected' && ['complete', 'incomplete'].includes(data.session.sync_state)`,
    },
    noSession(one),
  ),
  folder('GET /api/sessions/active', { name: 'Sessions that are connected', status: 200 }, refused),
  folder(
    'POST /api/sessions/{session_id}/connect',
    { name: 'Connect; a connected one stays so', status: 200 },
    noSession(`${one}/connect`),
  ),
  folder(
    'POST /api/sessions/{session_id}/pairing-code',
    {
      name: 'A code to type instead of a QR code',
      status: 200,
      path: '/api/sessions/{{unlinked_id}}/pairing-code',
      body: { phone_number: '{{phone_number}}' },
      checks: { 'it reads well': ['pm.expect(data.pairing_code).to.match(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);'] },
    },
    {
      name: 'A linked account needs none',
      status: 409,
      body: { phone_number: '{{phone_number}}' },
      code: 'pairing_unavailable',
    },
  ),
  folder(
    'POST /api/sessions/{session_id}/reconnect',
    { name: 'Close the connection and open it anew', status: 200 },
    noSession(`${one}/reconnect`),
  ),
];
