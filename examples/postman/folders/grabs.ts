import { folder, noSession } from '../step.ts';

const none = '/api/sessions/no-such-session/grabs';
const grab = '/api/sessions/{{session_id}}/grabs';
const noGrab = { name: 'There is no such grab', status: 404, code: 'grab_not_found' } as const;
/** A grab that shall be cancelled must not be faster; against WhatsApp itself this does nothing. */
const slowGroups = [
  `const door = pm.environment.get('simulator');`,
  'if (door) {',
  `  const body = { mode: 'raw', raw: JSON.stringify({ set: { kind: 'slow-answer', ms: 2000, on: 'groups' }, times: 1 }) };`,
  `  pm.sendRequest({ url: door + '/faults', method: 'POST', header: { 'content-type': 'application/json' }, body }, () => {});`,
  '}',
];

export const grabs = [
  folder(
    'POST /api/sessions/{session_id}/grabs',
    {
      name: 'Grab everything, once the account is connected again',
      status: 202,
      body: { kind: 'all' },
      until: 'pm.response.code === 202',
      keep: { grab_id: 'data.grab.id' },
    },
    {
      name: 'An account that is not connected cannot be grabbed',
      status: 400,
      path: '/api/sessions/{{unlinked_id}}/grabs',
      body: { kind: 'all' },
      code: 'session_not_connected',
    },
    { name: 'There is no such kind', status: 422, body: { kind: 'dogs' }, code: 'validation_failed' },
  ),
  folder(
    'GET /api/sessions/{session_id}/grabs/{grab_id}',
    {
      name: 'Wait for its end',
      status: 200,
      until: 'data.grab.finished_at !== null',
      checks: { 'it counted': ['pm.expect(data.grab.counts.total_contacts).to.be.above(0);'] },
    },
    { ...noGrab, path: `${grab}/999999` },
  ),
  folder(
    'GET /api/sessions/{session_id}/grabs/{grab_id}/events',
    {
      name: 'The events of a grab that has ended: one, then the end',
      status: 200,
      text: true,
      headers: { Accept: 'text/event-stream' },
      checks: { 'it is told': [`pm.expect(pm.response.text()).to.include('event: grab');`] },
    },
    {
      name: 'Only for callers who can read events',
      status: 406,
      headers: { Accept: 'application/json' },
      code: 'not_acceptable',
    },
    { ...noGrab, path: `${grab}/999999/events`, headers: { Accept: 'text/event-stream' } },
  ),
  folder(
    'GET /api/sessions/{session_id}/grabs/{grab_id}/errors',
    {
      name: 'What could not be read',
      status: 200,
      checks: { 'is a list of its own': [`pm.expect(data.errors).to.be.an('array');`] },
    },
    { ...noGrab, path: `${grab}/999999/errors` },
  ),
  folder(
    'GET /api/sessions/{session_id}/grabs',
    {
      name: 'All grabs of the session',
      status: 200,
      path: `${grab}?limit=10`,
      checks: {
        'ours is among them': [
          `pm.expect(data.grabs.map(({ id }) => id)).to.include(Number(pm.collectionVariables.get('grab_id')));`,
        ],
      },
    },
    noSession(none),
  ),
  folder(
    'POST /api/sessions/{session_id}/grabs/{grab_id}/cancel',
    {
      name: 'Another grab, to be cancelled',
      status: 202,
      method: 'POST',
      path: grab,
      body: { kind: 'groups' },
      before: slowGroups,
      keep: { cancelled_id: 'data.grab.id' },
    },
    {
      name: 'Cancel it',
      status: 200,
      path: `${grab}/{{cancelled_id}}/cancel`,
      checks: { 'it has ended': [`pm.expect(data.grab.finished_at).to.be.a('string');`] },
    },
    { ...noGrab, path: `${grab}/999999/cancel` },
  ),
  folder(
    'POST /api/sessions/{session_id}/grabs/{grab_id}/retry',
    {
      name: 'Read again what the cancelled one left undone',
      status: 202,
      path: `${grab}/{{cancelled_id}}/retry`,
      checks: {
        'it says what it retries': [
          `pm.expect(data.grab.retry_of).to.equal(Number(pm.collectionVariables.get('cancelled_id')));`,
        ],
      },
    },
    { name: 'Nothing failed in the first one', status: 409, code: 'nothing_to_retry' },
    { ...noGrab, path: `${grab}/999999/retry` },
  ),
  folder('GET /api/events', {
    name: 'Everything that changes, for callers who can read events',
    status: 406,
    headers: { Accept: 'application/json' },
    code: 'not_acceptable',
  }),
];
