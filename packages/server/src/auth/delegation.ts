import { type Scope, scope as scopeSchema } from '@grabber/contract';
import { AppError } from '../core/index.ts';
import { hasScope, isVisible, type Principal } from './authorized.ts';

/** What a key may do, and with which sessions (null: all). */
export type Reach = { scopes: readonly string[]; sessions: readonly string[] | null };

/** Throws `forbidden` or `session_not_found` when that reaches further than the principal does. */
export function requireWithin(principal: Principal, { scopes, sessions }: Reach): void {
  const tooMuch = scopes.find((scope) => !mayPass(principal, scope));
  if (tooMuch !== undefined) throw new AppError('forbidden', { details: { scope: tooMuch } });
  const hidden = sessions === null ? principal.sessions !== 'all' : sessions.some((id) => !sees(principal, id));
  if (hidden) throw new AppError('session_not_found');
}

/** Whether that reaches no further than the principal does. */
export function within(principal: Principal, { scopes, sessions }: Reach): boolean {
  if (!scopes.every((scope) => mayPass(principal, scope))) return false;
  return sessions === null ? principal.sessions === 'all' : sessions.every((id) => sees(principal, id));
}

function sees(principal: Principal, sessionId: string): boolean {
  return isVisible(principal.sessions, sessionId);
}

/** A scope that this program doesn't know may mean anything, so only `admin` passes it on. */
function mayPass(principal: Principal, scope: string): boolean {
  const known = scopeSchema.safeParse(scope).data;
  return known === undefined ? principal.scopes.has('admin') : hasScope(principal, known satisfies Scope);
}
