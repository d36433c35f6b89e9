import type { Operations } from './operation.ts';

const known = 'webhook_not_found' as const;

export const webhookOperations: Operations = {
  'GET /api/webhooks': {
    id: 'listWebhooks',
    tag: 'Webhooks',
    summary: 'List the webhooks that the caller may change',
    says: 'webhooks_listed',
    errors: ['cursor_invalid'],
  },
  'POST /api/webhooks': {
    id: 'createWebhook',
    tag: 'Webhooks',
    summary: 'Have changes told to an address of yours',
    description:
      'Requests are signed as the Standard Webhooks specification says; the secret is shown here and never again. Each change is delivered at least once, those of one session in order. See `docs/webhooks.md`.',
    says: 'webhook_created',
    errors: ['session_not_found'],
  },
  'PATCH /api/webhooks/:id': {
    id: 'changeWebhook',
    tag: 'Webhooks',
    summary: 'Change a webhook, or switch it off and on',
    says: 'webhook_changed',
    errors: [known, 'session_not_found'],
  },
  'DELETE /api/webhooks/:id': {
    id: 'deleteWebhook',
    tag: 'Webhooks',
    summary: 'Delete a webhook with its deliveries',
    says: 'webhook_deleted',
    errors: [known],
  },
  'POST /api/webhooks/:id/test': {
    id: 'testWebhook',
    tag: 'Webhooks',
    summary: 'Send a test at once and tell what came of it',
    says: 'webhook_tested',
    errors: [known],
  },
  'POST /api/webhooks/:id/rotate-secret': {
    id: 'rotateWebhookSecret',
    tag: 'Webhooks',
    summary: 'Give a webhook a new secret; the old one signs beside it for a while',
    says: 'webhook_rotated',
    errors: [known],
  },
  'POST /api/webhooks/:id/replay': {
    id: 'replayWebhook',
    tag: 'Webhooks',
    summary: 'Send again whatever came after a place in the feed',
    says: 'webhook_replayed',
    errors: [known],
  },
  'GET /api/webhooks/:id/deliveries': {
    id: 'listDeliveries',
    tag: 'Webhooks',
    summary: 'List the deliveries of a webhook, newest first',
    says: 'deliveries_listed',
    errors: [known, 'cursor_invalid'],
  },
  'POST /api/webhooks/:id/deliveries/:delivery_id/replay': {
    id: 'replayDelivery',
    tag: 'Webhooks',
    summary: 'Send one delivery again',
    says: 'webhook_replayed',
    errors: [known, 'delivery_not_found'],
  },
};
