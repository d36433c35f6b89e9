import { isVisible } from '../../auth/index.ts';
import { isoTime } from '../../core/index.ts';
import type { Logger } from '../../observability/index.ts';
import { fillDeliveries } from './fill.ts';
import { messagesOf } from './messages.ts';
import { reachOf } from './reach.ts';
import { attempt, gone, type SenderDeps } from './sender.ts';
import type { DeliveryRow, WebhookRow } from './types.ts';
import { countPending, findWebhook, nextDeliveries, waitingSessions } from './webhooks.repo.ts';

/** Sessions of one webhook that are served at the same time. */
const lanesAtOnce = 4;
/** Deliveries read at once. */
const batch = 50;
/** So many may wait; later changes wait in the log. */
const mostPending = 10_000;

export type Runner = {
  /** Looks for something to send, now or as soon as the present look is done; a session that is named waits no longer. */
  wake(session?: string | null): void;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Serves one webhook: its sessions side by side, each in order, so that a delivery that fails holds up its own session only. What it does is in
 * the database before and after each step; a crash repeats at most what was just sent.
 */
export function createRunner(deps: SenderDeps & { logger: Logger }, webhookId: number): Runner {
  const { storage, clock, logger, signal } = deps;
  const lanes = new Map<string, Promise<void>>();
  const timers = new Map<string, () => void>();
  let looking: Promise<void> | undefined;
  let again = false;

  function wake(session?: string | null): void {
    if (session) {
      timers.get(session)?.();
      timers.delete(session);
    }
    again = true;
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }

  async function look(): Promise<void> {
    try {
      while (again && !signal.aborted) {
        again = false;
        const room = (await countPending(storage.db, webhookId)) < mostPending;
        if (room && (await fillDeliveries(storage, webhookId, clock.now()))) again = true;
        await startLanes();
      }
    } catch (err) {
      logger.error({ err, webhook_id: webhookId }, 'a webhook could not be served');
    }
  }

  async function startLanes(): Promise<void> {
    const webhook = await findWebhook(storage.db, webhookId);
    if (!webhook?.enabled || webhook.paused_reason) return;
    const reach = await reachOf(storage.db, webhook, isoTime(clock.now()));
    if (!reach) return;
    for (const session of await waitingSessions(storage.db, webhookId)) {
      if (lanes.size >= lanesAtOnce) return;
      if (!isVisible(reach, session) || lanes.has(session) || timers.has(session)) continue;
      const lane = serve(session)
        .catch((err) => logger.error({ err, webhook_id: webhookId }, 'deliveries of a session stopped'))
        .finally(() => {
          lanes.delete(session);
          if (!signal.aborted) wake();
        });
      lanes.set(session, lane);
    }
  }

  /** Sends what waits of one session until nothing does, or one has to wait. */
  async function serve(session: string): Promise<void> {
    while (!signal.aborted) {
      const waiting = await nextDeliveries(storage.db, webhookId, session, batch);
      const webhook = await findWebhook(storage.db, webhookId);
      if (waiting.length === 0 || !webhook?.enabled || webhook.paused_reason) return;
      const stuck = await sendInOrder(webhook, waiting);
      if (stuck) return rest(session, stuck.next_attempt_at);
    }
  }

  /** Tells the delivery that has to wait, and before which no other may go. */
  async function sendInOrder(webhook: WebhookRow, waiting: DeliveryRow[]): Promise<DeliveryRow | undefined> {
    const messages = await messagesOf(storage.db, waiting);
    for (const delivery of waiting) {
      if (signal.aborted) return undefined;
      const due = delivery.next_attempt_at ? Date.parse(delivery.next_attempt_at) : 0;
      const row = due > clock.now() ? delivery : await attempt(deps, webhook, delivery, messages.get(delivery.id));
      if (row.status === 'pending' || row.response_status === gone) return row;
    }
    return undefined;
  }

  function rest(session: string, until: string | null): void {
    if (signal.aborted) return;
    const ms = Math.max(0, Date.parse(until ?? '') - clock.now() || 0);
    const callOff = clock.after(ms, () => {
      timers.delete(session);
      wake();
    });
    timers.set(session, callOff);
  }

  async function idle(): Promise<void> {
    while (looking || lanes.size > 0) await Promise.all([looking, ...lanes.values()]);
  }

  return {
    wake,
    idle,
    async stop() {
      for (const callOff of timers.values()) callOff();
      await idle();
    },
  };
}
