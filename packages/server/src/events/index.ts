export { createFeed, type Feed } from './feed.ts';
export { createHistory, type History } from './history.ts';
export type { AllowPrivate } from './webhooks/addresses.ts';
export { createWebhookService, type WebhookService } from './webhooks/service.ts';
export type { Webhooks } from './webhooks/types.ts';
export { deleteDeliveriesOf } from './webhooks/webhooks.repo.ts';
