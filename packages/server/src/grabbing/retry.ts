import type { GrabKind } from '@grabber/contract';
import { AppError, parseJid } from '../core/index.ts';
import type { Grab, GrabError } from './types.ts';

/** What is read again: a kind, or of the groups only some. */
export type RetryPlan = { kind: GrabKind; groupIds: string[] | undefined };

/** What a grab that ended left undone: all of its kind when it broke off, else the items it could not read. */
export function planRetry(grab: Grab, errors: GrabError[]): RetryPlan {
  if (grab.status !== 'completed_with_errors') return { kind: grab.kind, groupIds: undefined };
  const ofGroups = errors.filter(concernsGroup);
  if (ofGroups.length < errors.length) return { kind: narrowed(grab.kind, ofGroups.length), groupIds: undefined };
  const ids = ofGroups.map(({ item_id }) => item_id).filter(isGroupId);
  return { kind: 'groups', groupIds: ids.length === errors.length ? [...new Set(ids)] : undefined };
}

/** Throws `grab_running` and `nothing_to_retry`. */
export function requireRetryable(grab: Grab): void {
  const details = { grab_id: grab.id, status: grab.status };
  if (grab.finished_at === null) throw new AppError('grab_running', { details });
  if (grab.status === 'completed') throw new AppError('nothing_to_retry', { details });
}

function narrowed(kind: GrabKind, groupErrors: number): GrabKind {
  return kind === 'all' && groupErrors === 0 ? 'contacts' : kind;
}

function concernsGroup({ item, item_id }: GrabError): boolean {
  return item === 'group' || item === 'participant' || (item === 'picture' && isGroupId(item_id));
}

function isGroupId(id: string | null): id is string {
  return parseJid(id)?.kind === 'group';
}
