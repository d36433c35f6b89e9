import type { Scope } from '@grabber/contract';
import { AppError } from '../core/index.ts';

declare const authorized: unique symbol;

/** Proof that the caller may touch this thing. Only this folder makes it; services ask for it in their types. */
export type Authorized<T> = T & { readonly [authorized]: true };

/** Whoever calls: an API key's owner, or the program itself. */
export type Principal = { kind: 'api_key' | 'system'; id: number | null; name: string; scopes: ReadonlySet<Scope> };

/** Throws `forbidden` when the principal lacks the scope. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (principal.scopes.has('admin') || principal.scopes.has(scope)) return;
  throw new AppError('forbidden', { details: { scope } });
}

/** The session id as one that this principal may touch with this scope. Throws `forbidden`. */
export function authorizeSession(principal: Principal, sessionId: string, scope: Scope): Authorized<string> {
  requireScope(principal, scope);
  return sessionId as Authorized<string>;
}

/** For the program's own work (reconnecting at start, resuming grabs), which no caller asked for. */
export function asSystem(sessionId: string): Authorized<string> {
  return sessionId as Authorized<string>;
}
