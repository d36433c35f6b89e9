import { folder, refused, type Step } from '../step.ts';

const json: Step = {
  name: 'Only for callers who can read events',
  status: 406,
  headers: { Accept: 'application/json' },
  code: 'not_acceptable',
};
const badSort: Step = { name: 'There is no such order', status: 422, code: 'validation_failed' };
const noWebhook = (path: string, more: Partial<Step> = {}): Step => ({
  name: 'There is no such webhook',
  status: 404,
  path,
  code: 'webhook_not_found',
  ...more,
});
const analytics = (name: string) =>
  folder(
    `GET /api/analytics/${name}`,
    { name: `The ${name} of all sessions`, status: 200 },
    {
      name: 'There is no such form',
      status: 422,
      path: `/api/analytics/${name}?format=xml`,
      code: 'validation_failed',
    },
  );

/** After `looking`, which kept a contact and a group, and `grabs`, which kept a grab. */
export const following = [
  folder(
    'GET /api/changes',
    {
      name: 'The feed from its beginning',
      status: 200,
      path: '/api/changes?limit=5',
      keep: { seq: 'data.next_cursor' },
    },
    { name: 'A place is a number', status: 422, path: '/api/changes?since=yesterday', code: 'validation_failed' },
  ),
  folder(
    'GET /api/changes/latest',
    { name: 'The newest first', status: 200, path: '/api/changes/latest?limit=5' },
    { ...badSort, path: '/api/changes/latest?sort=name' },
  ),
  folder('GET /api/changes/events', json),
  folder(
    'GET /api/contacts/{id}/timeline',
    { name: 'What happened to a person', status: 200, path: '/api/contacts/{{contact_id}}/timeline' },
    {
      name: 'There is no such contact',
      status: 404,
      path: '/api/contacts/999999999/timeline',
      code: 'contact_not_found',
    },
  ),
  folder(
    'GET /api/groups/{id}/timeline',
    { name: 'What happened in a group', status: 200, path: '/api/groups/{{group_row_id}}/timeline' },
    { name: 'There is no such group', status: 404, path: '/api/groups/999999999/timeline', code: 'group_not_found' },
  ),
  folder(
    'GET /api/sessions/{session_id}/grabs/{grab_id}/comparison',
    { name: 'What a grab found different', status: 200 },
    {
      name: 'There is no such grab',
      status: 404,
      path: '/api/sessions/{{session_id}}/grabs/999999/comparison',
      code: 'grab_not_found',
    },
  ),
  ...['overview', 'growth', 'countries', 'operators', 'groups', 'overlap', 'grabs'].map(analytics),
  folder(
    'POST /api/webhooks',
    {
      name: 'A receiver on this machine, which is told of nothing as long as private addresses are refused',
      status: 201,
      body: { name: 'Contoh Postman', url: 'http://127.0.0.1:9/hook', events: ['contact.created'] },
      keep: { webhook_id: 'data.webhook.id' },
      checks: { 'the secret is shown once': [`pm.expect(data.secret).to.match(/^whsec_/);`] },
    },
    { name: 'An address is needed', status: 422, body: { name: 'x', url: 'dogs' }, code: 'validation_failed' },
  ),
  folder('GET /api/webhooks', { name: 'All webhooks', status: 200 }, refused),
  folder(
    'POST /api/webhooks/{id}/rotate-secret',
    { name: 'A new secret', status: 200, path: '/api/webhooks/{{webhook_id}}/rotate-secret', body: {} },
    noWebhook('/api/webhooks/999999/rotate-secret', { body: {} }),
  ),
  folder(
    'POST /api/webhooks/{id}/test',
    {
      name: 'A test delivery',
      status: 200,
      path: '/api/webhooks/{{webhook_id}}/test',
      body: {},
    },
    noWebhook('/api/webhooks/999999/test', { body: {} }),
  ),
  folder(
    'POST /api/webhooks/{id}/replay',
    { name: 'Everything since a place', status: 200, path: '/api/webhooks/{{webhook_id}}/replay', body: { since: 0 } },
    noWebhook('/api/webhooks/999999/replay', { body: { since: 0 } }),
  ),
  folder(
    'GET /api/webhooks/{id}/deliveries',
    {
      name: 'What was sent, and what came of it',
      status: 200,
      path: '/api/webhooks/{{webhook_id}}/deliveries',
      until: 'data.deliveries.some(({ seq }) => seq !== null)',
      keep: { delivery_id: 'data.deliveries.find(({ seq }) => seq !== null).id' },
    },
    noWebhook('/api/webhooks/999999/deliveries'),
  ),
  folder(
    'POST /api/webhooks/{id}/deliveries/{delivery_id}/replay',
    {
      name: 'The same once more',
      status: 200,
      path: '/api/webhooks/{{webhook_id}}/deliveries/{{delivery_id}}/replay',
      body: {},
    },
    {
      name: 'There is no such delivery',
      status: 404,
      path: '/api/webhooks/{{webhook_id}}/deliveries/999999/replay',
      body: {},
      code: 'delivery_not_found',
    },
  ),
  folder(
    'PATCH /api/webhooks/{id}',
    { name: 'It rests', status: 200, path: '/api/webhooks/{{webhook_id}}', body: { enabled: false } },
    noWebhook('/api/webhooks/999999', { body: { enabled: false } }),
  ),
  folder(
    'DELETE /api/webhooks/{id}',
    { name: 'The webhook is deleted', status: 200, path: '/api/webhooks/{{webhook_id}}' },
    noWebhook('/api/webhooks/{{webhook_id}}'),
  ),
];
