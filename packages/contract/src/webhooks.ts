import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';

const count = z.int().min(0);

/** What a webhook can tell. `test` comes from the test button only. */
export const webhookEventType = z.enum([
  'contact.created',
  'contact.updated',
  'contact.removed',
  'contact.restored',
  'contact.merged',
  'contact.erased',
  'group.created',
  'group.updated',
  'group.removed',
  'group.restored',
  'membership.joined',
  'membership.left',
  'membership.role_changed',
  'grab.started',
  'grab.finished',
  'session.status',
  'session.removed',
]);
export type WebhookEventType = z.infer<typeof webhookEventType>;

/** An http(s) address without a password in it. */
const url = z
  .url({ protocol: /^https?$/ })
  .max(1000)
  .refine((text) => URL.canParse(text) && new URL(text).username === '' && new URL(text).password === '')
  .meta({ examples: ['https://crm.example/hooks/whatsapp'] });

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

const events = z.array(webhookEventType).min(1).max(webhookEventType.options.length);
const sessions = z.array(z.string().min(1).max(255)).min(1).max(1000);

export const webhook = z
  .object({
    id: z.int(),
    name: z.string(),
    url: z.string(),
    /** Null: all, later ones too. */
    events: z.array(webhookEventType).nullable(),
    /** Null: all that its maker may see, later ones too. */
    sessions: z.array(z.string()).nullable(),
    enabled: z.boolean(),
    /** Why it rests: `gone` when the receiver answered 410, `key_ended` when the bound key that made it is no longer valid. */
    paused_reason: z.enum(['disabled', 'gone', 'key_ended']).nullable(),
    /** The last change that was turned into deliveries. */
    cursor: count,
    pending: count,
    dead: count,
    last_delivered_at: time.nullable(),
    last_failed_at: time.nullable(),
    created_by: z.object({ kind: z.enum(['person', 'api_key', 'system']), id: z.int().nullable() }),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.infer<typeof webhook>;

export const newWebhook = z
  .strictObject({
    name,
    url,
    events: events.nullish(),
    sessions: sessions.nullish(),
    enabled: z.boolean().default(true),
  })
  .meta({ id: 'NewWebhook' });

export const webhookChange = z
  .strictObject({ name, url, events: events.nullable(), sessions: sessions.nullable(), enabled: z.boolean() })
  .partial()
  .meta({ id: 'WebhookChange' });

/** `secret` is `whsec_…`, shown here and never again. */
export const webhookCreated = answerOf(z.object({ webhook, secret: z.string() })).meta({ id: 'WebhookCreated' });
export const webhookAnswer = answerOf(z.object({ webhook })).meta({ id: 'WebhookAnswer' });
export const webhooksQuery = pageQuery(['id', '-id', 'name', '-name']);
export const webhookList = answerOf(z.object({ webhooks: z.array(webhook), ...pageFacts })).meta({ id: 'WebhookList' });

/** How long the old secret signs beside the new one. */
export const webhookRotation = z
  .strictObject({
    grace_seconds: z
      .int()
      .min(0)
      .max(7 * 86_400)
      .default(86_400),
  })
  .meta({ id: 'WebhookRotation' });
export const webhookRotated = answerOf(
  z.object({ webhook, secret: z.string(), old_secret_valid_until: time.nullable() }),
).meta({ id: 'WebhookRotated' });

export const deliveryStatus = z.enum(['pending', 'delivered', 'dead']);

/** One event on its way to one webhook. */
export const delivery = z
  .object({
    id: z.int(),
    webhook_id: z.int(),
    /** `webhook-id` of its requests: the same in every attempt and replay. */
    message_id: z.string(),
    type: z.string(),
    session_id: z.string().nullable(),
    /** The change that it tells; null for a test. */
    seq: z.int().nullable(),
    status: deliveryStatus,
    attempts: count,
    next_attempt_at: time.nullable(),
    /** Of the last attempt. */
    response_status: z.int().nullable(),
    response_excerpt: z.string().nullable(),
    /** Why the last attempt failed: `address_refused`, `unreachable`, `timeout`, `redirected`, `status`, `change_gone`. */
    error: z.enum(['address_refused', 'unreachable', 'timeout', 'redirected', 'status', 'change_gone']).nullable(),
    duration_ms: count.nullable(),
    created_at: time,
    last_attempt_at: time.nullable(),
    delivered_at: time.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDelivery = z.infer<typeof delivery>;

/** Newest first, unless asked otherwise. */
export const deliveriesQuery = pageQuery(['-id', 'id']).extend({
  status: z.preprocess((given) => (given === '' ? undefined : given), deliveryStatus.optional()),
});
export const deliveryList = answerOf(z.object({ deliveries: z.array(delivery), ...pageFacts })).meta({
  id: 'WebhookDeliveryList',
});
export const deliveryAnswer = answerOf(z.object({ delivery })).meta({ id: 'WebhookDeliveryAnswer' });

/** Sends again whatever came after this place in the feed. */
export const webhookReplay = z
  .strictObject({ since: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
  .meta({ id: 'WebhookReplay' });

/** The body of every request to a receiver. */
export const webhookMessage = z
  .object({ type: z.string(), timestamp: time, data: z.record(z.string(), z.unknown()) })
  .meta({ id: 'WebhookMessage' });
export type WebhookMessage = z.infer<typeof webhookMessage>;
