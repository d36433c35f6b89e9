import type { Scope } from '@grabber/contract';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import {
  type Authorized,
  authorizeSession,
  type KeyCaller,
  type Keys,
  type Principal,
  requireScope,
  type SignIns,
} from '../auth/index.ts';
import { AppError } from '../core/index.ts';
import { refuseOtherSites } from './cross-site.ts';
import { signInTokenOf } from './sign-in-cookie.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a caller must be allowed; `anyone` needs any key or sign-in, `public` none. Every route declares it. */
    scope?: Scope | 'anyone' | 'public';
  }
  interface FastifyRequest {
    principal: Principal | null;
  }
  interface FastifyInstance {
    /** Who sent this request, by what is so now: streams ask again while they run. Throws `unauthorized`. */
    authenticate(request: FastifyRequest): Promise<Principal>;
  }
}

export type Gate = { keys: Pick<Keys, 'authenticate'>; signIns: Pick<SignIns, 'authenticate'> };

/** Lets nobody in without a key or sign-in that allows the route, and refuses to start with a route that doesn't say what it needs. */
export function guardRoutes(app: FastifyInstance, gate: Gate): void {
  app.decorateRequest('principal', null);
  app.decorate('authenticate', async (request: FastifyRequest) => {
    const key = keyOf(request);
    return key === undefined
      ? await gate.signIns.authenticate(signInTokenOf(request))
      : await gate.keys.authenticate(key);
  });
  app.addHook('onRoute', requireDeclaredScope);
  app.addHook('onRequest', async (request) => {
    const { scope = 'admin' } = request.routeOptions.config;
    if (request.is404) return;
    if (keyOf(request) === undefined) refuseOtherSites(request);
    if (scope === 'public') return;
    const principal = await app.authenticate(request);
    if (scope !== 'anyone') requireScope(principal, scope);
    request.principal = principal;
  });
}

/** The session that the route is about, as one that this caller may touch. Throws `session_not_found`, `forbidden`. */
export function sessionOf(request: FastifyRequest, sessionId: string): Authorized<string> {
  const { scope } = request.routeOptions.config;
  if (!scope || scope === 'public' || scope === 'anyone') throw new AppError('unauthorized');
  if (!/^[\w.@-]{1,255}$/.test(sessionId)) throw new AppError('session_not_found');
  return authorizeSession(principalOf(request), sessionId, scope);
}

/** Who calls. Throws `unauthorized` on a public route. */
export function principalOf({ principal }: Pick<FastifyRequest, 'principal'>): Principal {
  if (!principal) throw new AppError('unauthorized');
  return principal;
}

/** Who calls, and from where. */
export function callerOf(request: FastifyRequest): KeyCaller {
  return { principal: principalOf(request), address: request.ip };
}

function requireDeclaredScope(route: RouteOptions): void {
  if (route.config?.scope === undefined) throw new Error(`the route ${route.method} ${route.url} declares no scope`);
}

function keyOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string' && header) return header;
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
