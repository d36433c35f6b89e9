import { hasScope, type Principal } from '../../auth/index.ts';
import { AppError } from '../../core/index.ts';

/** Who made a list or a segment. */
export type MadeBy = { created_by_kind: string | null; created_by_id: number | null };

/** What a new one says of who made it. */
export function madeBy({ kind, id }: Principal): MadeBy {
  return { created_by_kind: kind, created_by_id: id };
}

/** Whether a caller made it themselves. */
export function isOwn({ kind, id }: Principal, row: MadeBy): boolean {
  return row.created_by_kind === kind && row.created_by_id === id;
}

/** Whoever sees every session changes all of them; who is bound to named sessions, only those of their own. */
export function mayChange(principal: Principal, row: MadeBy): boolean {
  return hasScope(principal, 'contacts:write') && (principal.sessions === 'all' || isOwn(principal, row));
}

/** Throws `forbidden` unless the caller may change it. */
export function requireOwn(principal: Principal, row: MadeBy): void {
  if (!mayChange(principal, row)) throw new AppError('forbidden', { details: { scope: 'contacts:write' } });
}
