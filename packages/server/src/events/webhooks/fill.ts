import { isVisible } from '../../auth/index.ts';
import { isoTime } from '../../core/index.ts';
import type { Storage } from '../../storage/index.ts';
import { reachOf } from './reach.ts';
import { typeOf, type WebhookRow } from './types.ts';
import { changesAfter, insertDeliveries, lockWebhook, updateWebhook } from './webhooks.repo.ts';

const batch = 500;

/**
 * Makes deliveries of the next changes and moves the webhook's cursor in one transaction, so that each change becomes one delivery whatever happens.
 * Tells whether there may be more.
 */
export async function fillDeliveries(storage: Storage, webhookId: number, now: number): Promise<boolean> {
  return await storage.transaction(async (trx) => {
    const webhook = await lockWebhook(storage, trx, webhookId);
    if (!webhook?.enabled || webhook.paused_reason) return false;
    const reach = await reachOf(trx, webhook, isoTime(now));
    const changes = reach ? await changesAfter(trx, webhook.last_seq, batch) : [];
    const last = changes.at(-1);
    if (!reach || !last) return false;
    const rows = changes
      .filter(({ session_id }) => isVisible(reach, session_id))
      .flatMap((change) => deliveryOf(webhook, change, isoTime(now)) ?? []);
    await insertDeliveries(storage, trx, rows);
    await updateWebhook(trx, webhookId, { last_seq: last.seq });
    return changes.length === batch;
  });
}

type Found = Awaited<ReturnType<typeof changesAfter>>[number];

/** A delivery that has just been made, or undefined when the webhook does not want to hear of this. */
function deliveryOf({ id, events }: WebhookRow, change: Found, created_at: string) {
  const type = typeOf(change);
  if (!type || (events && !events.includes(type))) return undefined;
  const { seq, session_id } = change;
  return newDelivery({ webhook_id: id, message_id: `msg_${id}_${seq}`, type, session_id, seq, created_at });
}

type Made = {
  webhook_id: number;
  message_id: string;
  type: string;
  session_id: string | null;
  seq: number | null;
  created_at: string;
};

/** A delivery that waits for its first attempt. */
export function newDelivery(made: Made) {
  const nothing = {
    next_attempt_at: null,
    response_status: null,
    response_excerpt: null,
    error: null,
    duration_ms: null,
  };
  const state = { status: 'pending' as const, attempts: 0, last_attempt_at: null, delivered_at: null };
  return { ...made, ...state, ...nothing };
}
