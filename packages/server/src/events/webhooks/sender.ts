import type { WebhookMessage } from '@grabber/contract';
import { type Clock, isoTime } from '../../core/index.ts';
import type { Sealer } from '../../engine/index.ts';
import type { Storage } from '../../storage/index.ts';
import type { MayReach } from './addresses.ts';
import { type Outcome, type PostOptions, post } from './post.ts';
import { waitAfter } from './schedule.ts';
import { signedHeaders } from './secret.ts';
import type { DeliveryRow, WebhookRow } from './types.ts';
import { updateDelivery, updateWebhook } from './webhooks.repo.ts';

export type SenderDeps = {
  storage: Storage;
  clock: Clock;
  sealer: Sealer;
  mayReach: MayReach;
  /** How long a receiver may take. */
  timeoutMs: number;
  resolve?: PostOptions['resolve'];
  signal: AbortSignal;
};

/** The receiver asked never to be called again. */
export const gone = 410;

/** One attempt of one delivery, with its outcome written down; `retry` false leaves it at this attempt. Tells the row as it is then. */
export async function attempt(
  deps: SenderDeps,
  webhook: WebhookRow,
  delivery: DeliveryRow,
  message: WebhookMessage | undefined,
  retry = true,
): Promise<DeliveryRow> {
  const { clock, storage, signal } = deps;
  const began = clock.now();
  const outcome = message ? await deliver(deps, webhook, delivery, message) : undefined;
  // A shutdown is no fault of the receiver: the delivery stays as it was.
  if (signal.aborted && !outcome?.ok) return delivery;
  const patch = patchFor(delivery, outcome, { began, now: clock.now(), chance: clock.random(), retry });
  await storage.transaction(async (trx) => {
    await updateDelivery(trx, delivery.id, patch);
    await updateWebhook(trx, webhook.id, marks(outcome, isoTime(clock.now())));
  });
  return { ...delivery, ...patch };
}

async function deliver(
  { clock, sealer, mayReach, timeoutMs, resolve, signal }: SenderDeps,
  webhook: WebhookRow,
  { message_id }: DeliveryRow,
  message: WebhookMessage,
): Promise<Outcome> {
  const body = JSON.stringify(message);
  const secrets = secretsOf(sealer, webhook, isoTime(clock.now()));
  const headers = signedHeaders(secrets, message_id, clock.now(), body);
  return await post(webhook.url, headers, body, { mayReach, timeoutMs, resolve, signal });
}

/** Where a secret is sealed. */
export const secretPlace = (webhookId: number) => ['webhook', String(webhookId)];

function secretsOf(sealer: Sealer, { id, sealed, old_sealed, old_valid_until }: WebhookRow, now: string): string[] {
  const open = (bytes: Uint8Array) => sealer.open(secretPlace(id), bytes).toString('utf8');
  const old = old_sealed && old_valid_until && old_valid_until > now ? [open(old_sealed)] : [];
  return [open(sealed), ...old];
}

type Circumstances = { began: number; now: number; chance: number; retry: boolean };

function patchFor(
  { attempts: before }: DeliveryRow,
  outcome: Outcome | undefined,
  { began, now, chance, retry }: Circumstances,
) {
  const attempts = before + 1;
  const at = isoTime(now);
  const wait = outcome && retry ? waitAfter(attempts, chance) : null;
  const facts = {
    attempts,
    response_status: outcome?.status ?? null,
    response_excerpt: outcome?.excerpt ?? null,
    error: outcome ? outcome.error : ('change_gone' as const),
    duration_ms: now - began,
    last_attempt_at: at,
  };
  if (outcome?.ok) return { ...facts, status: 'delivered' as const, next_attempt_at: null, delivered_at: at };
  if (wait === null) return { ...facts, status: 'dead' as const, next_attempt_at: null };
  const next_attempt_at = isoTime(now + Math.max(wait, outcome?.retryAfterMs ?? 0));
  return { ...facts, status: 'pending' as const, next_attempt_at };
}

function marks(outcome: Outcome | undefined, at: string) {
  if (outcome?.ok) return { last_delivered_at: at };
  return outcome?.status === gone ? { last_failed_at: at, paused_reason: 'gone' as const } : { last_failed_at: at };
}
