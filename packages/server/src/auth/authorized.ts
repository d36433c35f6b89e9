import type { Role, Scope } from '@grabber/contract';
import { AppError } from '../core/index.ts';

declare const authorized: unique symbol;

/** Proof that the caller may touch this thing. Only this folder makes it; services ask for it in their types. */
export type Authorized<T> = T & { readonly [authorized]: true };

/** The sessions that a caller may see. */
export type Visible = 'all' | ReadonlySet<string>;

/** Whoever calls: a person, an API key's owner, or the program itself. */
export type Principal = {
  kind: 'api_key' | 'person' | 'system';
  id: number | null;
  name: string;
  scopes: ReadonlySet<Scope>;
  sessions: Visible;
  /** People only. */
  role?: Role;
  /** People only: which of their sign-ins this is. */
  signInId?: number;
};

/** Who asks for something, and from where, for the audit log. */
export type Caller = { principal: Principal | null; address: string | null };

/** The program itself, and whoever has its command line. */
export const systemCaller: Caller & { principal: Principal } = {
  principal: { kind: 'system', id: null, name: 'system', scopes: new Set(['admin']), sessions: 'all' },
  address: null,
};

/** Whether the principal's scopes include this one. */
export function hasScope({ scopes }: Pick<Principal, 'scopes'>, scope: Scope): boolean {
  return scopes.has('admin') || scopes.has(scope);
}

/** Throws `forbidden` when the principal lacks the scope. */
export function requireScope(principal: Principal, scope: Scope): void {
  if (!hasScope(principal, scope)) throw new AppError('forbidden', { details: { scope } });
}

/** The session id as one that this principal may touch with this scope. Throws `forbidden`, and `session_not_found` for one it may not even see. */
export function authorizeSession(principal: Principal, sessionId: string, scope: Scope): Authorized<string> {
  requireScope(principal, scope);
  if (!isVisible(principal.sessions, sessionId)) throw new AppError('session_not_found');
  return sessionId as Authorized<string>;
}

/** Whether a session is among those that a caller may see. */
export function isVisible(sessions: Visible, sessionId: string): boolean {
  return sessions === 'all' || sessions.has(sessionId);
}

/** Of many things of sessions, those that a caller may see. */
export function visibleTo<T extends { session_id: string }>(sessions: Visible, rows: T[]): T[] {
  return sessions === 'all' ? rows : rows.filter((row) => sessions.has(row.session_id));
}

/** Throws `forbidden` unless the principal may add a session: one that is bound to named sessions needs a scope of its own for that. */
export function requireCreation(principal: Principal): void {
  requireScope(principal, 'sessions:write');
  if (principal.sessions !== 'all') requireScope(principal, 'sessions:create');
}

/** Throws `forbidden` for a caller who is bound to named sessions, where something concerns all of them. */
export function requireUnbound(principal: Principal, scope: Scope): void {
  requireScope(principal, scope);
  if (principal.sessions !== 'all') throw new AppError('forbidden', { details: { scope } });
}

/** For the program's own work (reconnecting at start, resuming grabs), which no caller asked for. */
export function asSystem(sessionId: string): Authorized<string> {
  return sessionId as Authorized<string>;
}
