import type { Scope } from '@grabber/contract';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { type Authorized, authorizeSession, type Keys, type Principal, requireScope } from '../auth/index.ts';
import { AppError } from '../core/index.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller's key must allow; `public` needs no key. Every route declares it. */
    scope?: Scope | 'public';
  }
  interface FastifyRequest {
    principal: Principal | null;
  }
}

/** Lets nobody in without a key that allows the route, and refuses to start with a route that doesn't say what it needs. */
export function guardRoutes(app: FastifyInstance, keys: Pick<Keys, 'authenticate'>): void {
  app.decorateRequest('principal', null);
  app.addHook('onRoute', requireDeclaredScope);
  app.addHook('onRequest', async (request) => {
    const { scope } = request.routeOptions.config;
    if (scope === 'public' || request.is404) return;
    const principal = await keys.authenticate(keyOf(request));
    requireScope(principal, scope ?? 'admin');
    request.principal = principal;
  });
}

/** The session that the route is about, as one that this caller may touch. Throws `session_not_found`, `forbidden`. */
export function sessionOf(request: FastifyRequest, sessionId: string): Authorized<string> {
  const { scope } = request.routeOptions.config;
  if (!request.principal || !scope || scope === 'public') throw new AppError('unauthorized');
  if (!/^[\w.@-]{1,255}$/.test(sessionId)) throw new AppError('session_not_found');
  return authorizeSession(request.principal, sessionId, scope);
}

function requireDeclaredScope(route: RouteOptions): void {
  if (route.config?.scope === undefined) throw new Error(`the route ${route.method} ${route.url} declares no scope`);
}

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string' && header) return header;
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
