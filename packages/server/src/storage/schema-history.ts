import type { WebhookDelivery, WebhookEventType } from '@grabber/contract';
import type { Generated } from 'kysely';
import type { Json, Time } from './schema-types.ts';

/** What the feed, webhooks and analytics keep; see `schema.ts`. */

/** One row, which whoever writes changes locks until the commit: so the log grows in the order of its numbers. */
export type ChangeOrderTable = { id: Generated<number> };

/** Who is told of changes over HTTP. */
export type WebhooksTable = {
  id: Generated<number>;
  name: string;
  url: string;
  /** Null: all. */
  events: Json<WebhookEventType[] | null>;
  /** Null: all that its maker may see. */
  sessions: Json<string[] | null>;
  enabled: boolean;
  paused_reason: 'gone' | null;
  /** The last change that was turned into deliveries. */
  last_seq: number;
  /** The signing secret, sealed; and the one before it, which still signs for a while. */
  sealed: Uint8Array;
  old_sealed: Uint8Array | null;
  old_valid_until: Time | null;
  created_by_kind: 'person' | 'api_key' | 'system';
  created_by_id: number | null;
  /** The bound key that made it: it never tells more than that key may see now. */
  bound_key_id: number | null;
  last_delivered_at: Time | null;
  last_failed_at: Time | null;
  created_at: Time;
  updated_at: Time;
};

/** One event for one webhook. What it says is read from the log when it is sent, so that nothing personal is kept here. */
export type WebhookDeliveriesTable = {
  id: Generated<number>;
  webhook_id: number;
  message_id: string;
  type: string;
  session_id: string | null;
  /** Null: a test. */
  seq: number | null;
  status: WebhookDelivery['status'];
  attempts: Generated<number>;
  next_attempt_at: Time | null;
  response_status: number | null;
  response_excerpt: string | null;
  error: WebhookDelivery['error'];
  duration_ms: number | null;
  created_at: Time;
  last_attempt_at: Time | null;
  delivered_at: Time | null;
};

export type HistoryTables = {
  change_order: ChangeOrderTable;
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
};
