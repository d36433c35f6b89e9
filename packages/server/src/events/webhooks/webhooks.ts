import type { Webhook } from '@grabber/contract';
import { isVisible } from '../../auth/index.ts';
import { AppError, isoTime } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';
import { newDelivery } from './fill.ts';
import { generateSecret } from './secret.ts';
import { attempt, type SenderDeps, secretPlace } from './sender.ts';
import { isReachable, shown } from './shown.ts';
import type { WebhookCaller, WebhookPatch, WebhookRow, Webhooks } from './types.ts';
import {
  countDeliveries,
  deletePendingAfter,
  deleteWebhook,
  findDelivery,
  findWebhook,
  insertDeliveries,
  insertWebhook,
  listWebhooks,
  newestChange,
  newestDelivery,
  pageDeliveries,
  updateDelivery,
  updateWebhook,
} from './webhooks.repo.ts';

export type WebhooksDeps = SenderDeps & {
  /** Has the webhook look for something to send; a session that is named waits no longer. */
  wake: (webhookId: number, session?: string | null) => void;
};

/** The `Webhooks` service; what sends is woken through `wake`. */
export function createWebhooks(deps: WebhooksDeps): Webhooks {
  const { storage, clock, sealer, wake } = deps;
  const now = () => isoTime(clock.now());

  async function reachable(id: number, by: WebhookCaller, db: Db = storage.db): Promise<WebhookRow> {
    const row = await findWebhook(db, id);
    if (!row || !isReachable(row, by)) throw new AppError('webhook_not_found');
    return row;
  }

  async function show(id: number): Promise<Webhook> {
    const row = await findWebhook(storage.db, id);
    const [webhook] = row ? await shown(storage.db, [row], clock.now()) : [];
    if (!webhook) throw new AppError('webhook_not_found');
    return webhook;
  }

  const sealed = (id: number, secret: string) => sealer.seal(secretPlace(id), Buffer.from(secret));

  return {
    async list(by) {
      const rows = (await listWebhooks(storage.db)).filter((row) => isReachable(row, by));
      return await shown(storage.db, rows, clock.now());
    },

    async create({ name, url, events, sessions, enabled }, by) {
      requireVisible(sessions, by);
      const { kind, id: actor, sessions: seen } = by.principal;
      const secret = generateSecret();
      const id = await storage.transaction(async (trx) => {
        const row = await insertWebhook(trx, {
          name,
          url,
          events: events ? JSON.stringify(events) : null,
          sessions: sessions ? JSON.stringify(sessions) : null,
          enabled,
          paused_reason: null,
          last_seq: await newestChange(trx),
          sealed: new Uint8Array(),
          old_sealed: null,
          old_valid_until: null,
          created_by_kind: kind,
          created_by_id: actor,
          bound_key_id: seen === 'all' ? null : actor,
          last_delivered_at: null,
          last_failed_at: null,
          created_at: now(),
          updated_at: now(),
        });
        await updateWebhook(trx, row.id, { sealed: sealed(row.id, secret) });
        return row.id;
      });
      wake(id);
      return { webhook: await show(id), secret };
    },

    async change(id, patch, by) {
      await reachable(id, by);
      requireVisible(patch.sessions, by);
      await updateWebhook(storage.db, id, { ...columnsOf(patch), updated_at: now() });
      wake(id);
      return await show(id);
    },

    async remove(id, by) {
      await reachable(id, by);
      await storage.transaction((trx) => deleteWebhook(trx, id));
    },

    async rotate(id, graceMs, by) {
      const secret = generateSecret();
      const old_until = graceMs > 0 ? isoTime(clock.now() + graceMs) : null;
      await storage.transaction(async (trx) => {
        const row = await reachable(id, by, trx);
        const old = { old_sealed: old_until ? row.sealed : null, old_valid_until: old_until };
        await updateWebhook(trx, id, { sealed: sealed(id, secret), ...old, updated_at: now() });
      });
      return { webhook: await show(id), secret, old_until };
    },

    async test(id, by) {
      const webhook = await reachable(id, by);
      const delivery = await storage.transaction(async (trx) => {
        const nothing = { session_id: null, seq: null };
        const made = newDelivery({
          webhook_id: id,
          message_id: '',
          type: 'webhook.test',
          ...nothing,
          created_at: now(),
        });
        await insertDeliveries(storage, trx, [made]);
        const row = await newestDelivery(trx, id);
        const message_id = `msg_${id}_test_${row.id}`;
        await updateDelivery(trx, row.id, { message_id });
        return { ...row, message_id };
      });
      const data = { webhook_id: id, name: webhook.name };
      return await attempt(deps, webhook, delivery, { type: 'webhook.test', timestamp: now(), data }, false);
    },

    async deliveries(id, { status, total, ...wish }, by) {
      await reachable(id, by);
      const page = await pageDeliveries(storage.db, id, status, wish);
      return total ? { ...page, total: await countDeliveries(storage.db, id, status) } : page;
    },

    async replay(id, deliveryId, by) {
      await reachable(id, by);
      const row = await findDelivery(storage.db, id, deliveryId);
      // A test has nothing to be told again: its button makes a new one.
      if (!row || row.seq === null) throw new AppError('delivery_not_found');
      const patch = { status: 'pending' as const, attempts: 0, next_attempt_at: null, delivered_at: null };
      await updateDelivery(storage.db, deliveryId, patch);
      wake(id, row.session_id);
      return { ...row, ...patch };
    },

    async replaySince(id, since, by) {
      await storage.transaction(async (trx) => {
        const { last_seq } = await reachable(id, by, trx);
        await deletePendingAfter(trx, id, since);
        await updateWebhook(trx, id, { last_seq: Math.min(since, last_seq) });
      });
      wake(id);
      return await show(id);
    },
  };
}

function requireVisible(sessions: string[] | null | undefined, { principal }: WebhookCaller): void {
  const hidden = sessions?.some((id) => !isVisible(principal.sessions, id));
  if (hidden) throw new AppError('session_not_found');
}

/** Whoever changes the address or switches it on again gives a receiver that was gone another chance. */
function columnsOf({ name, url, events, sessions, enabled }: WebhookPatch) {
  return {
    ...(name === undefined ? {} : { name }),
    ...(url === undefined ? {} : { url, paused_reason: null }),
    ...(events === undefined ? {} : { events: events && JSON.stringify(events) }),
    ...(sessions === undefined ? {} : { sessions: sessions && JSON.stringify(sessions) }),
    ...(enabled === undefined ? {} : { enabled, ...(enabled ? { paused_reason: null } : {}) }),
  };
}
