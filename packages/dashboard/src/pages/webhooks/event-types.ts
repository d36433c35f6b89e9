import type { WebhookEventType } from '@grabber/contract';

/** Every event, by the type checked against the contract: one that is added there is missed here by the compiler. */
const all: Record<WebhookEventType, true> = {
  'contact.created': true,
  'contact.updated': true,
  'contact.removed': true,
  'contact.restored': true,
  'contact.merged': true,
  'contact.erased': true,
  'group.created': true,
  'group.updated': true,
  'group.removed': true,
  'group.restored': true,
  'membership.joined': true,
  'membership.left': true,
  'membership.role_changed': true,
  'grab.started': true,
  'grab.finished': true,
  'session.status': true,
  'session.removed': true,
};

export const eventTypes = Object.keys(all) as WebhookEventType[];
