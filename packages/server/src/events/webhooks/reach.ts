import type { Visible } from '../../auth/index.ts';
import type { Db } from '../../storage/index.ts';
import type { WebhookRow } from './types.ts';
import { sessionsOfKey } from './webhooks.repo.ts';

/** The sessions that a webhook may tell of now: never more than the bound key that made it may see. Undefined: that key has ended. */
export async function reachOf(
  db: Db,
  { bound_key_id, sessions }: Pick<WebhookRow, 'bound_key_id' | 'sessions'>,
  now: string,
): Promise<Visible | undefined> {
  const wanted = sessions && new Set(sessions);
  if (bound_key_id === null) return wanted ?? 'all';
  const seen = await sessionsOfKey(db, bound_key_id, now);
  return seen && (wanted ? new Set([...wanted].filter((id) => seen.has(id))) : seen);
}
