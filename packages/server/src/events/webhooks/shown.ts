import type { Webhook } from '@grabber/contract';
import { isoTime } from '../../core/index.ts';
import type { Db } from '../../storage/index.ts';
import { reachOf } from './reach.ts';
import type { WebhookCaller, WebhookRow } from './types.ts';
import { countOpen } from './webhooks.repo.ts';

/** A bound key reaches only what it made itself; who is bound to nothing reaches all. */
export function isReachable({ bound_key_id }: WebhookRow, { principal }: WebhookCaller): boolean {
  return principal.sessions === 'all' || (principal.kind === 'api_key' && bound_key_id === principal.id);
}

/** Webhooks as they may be shown: without their secrets. */
export async function shown(db: Db, rows: WebhookRow[], now: number): Promise<Webhook[]> {
  const counts = await countOpen(db);
  return await Promise.all(
    rows.map(async (row): Promise<Webhook> => {
      const { sealed: _, old_sealed: __, old_valid_until: ___, bound_key_id, last_seq, paused_reason, ...facts } = row;
      const { created_by_kind: kind, created_by_id: id, ...rest } = facts;
      const hasEnded = bound_key_id !== null && (await reachOf(db, row, isoTime(now))) === undefined;
      const paused = row.enabled ? paused_reason : ('disabled' as const);
      const { pending = 0, dead = 0 } = counts.get(row.id) ?? {};
      return {
        ...rest,
        paused_reason: hasEnded ? 'key_ended' : paused,
        cursor: last_seq,
        pending,
        dead,
        created_by: { kind, id },
      };
    }),
  );
}
