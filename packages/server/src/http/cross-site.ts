import type { FastifyRequest } from 'fastify';
import { AppError } from '../core/index.ts';
import { signInTokenOf } from './sign-in-cookie.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another page makes a browser send with our cookie. Every browser says where a request comes from: in Sec-Fetch-Site, or, on plain HTTP,
 * in Origin with everything that changes something. The cookie is SameSite too, but other programs on this host are the same site.
 */
export function refuseOtherSites(request: FastifyRequest): void {
  const source = sourceOf(request);
  if (source === 'other') throw new AppError('cross_site');
  const changes = !harmless.has(request.method) || request.routeOptions.config.scope === 'grabs:run';
  if (source === 'unknown' && changes && signInTokenOf(request) !== undefined) throw new AppError('cross_site');
}

function sourceOf(request: FastifyRequest): 'own' | 'other' | 'unknown' {
  const { origin, 'sec-fetch-site': site } = request.headers;
  // a link on another page may open ours, or read nothing
  if (site === undefined) return origin === undefined ? 'unknown' : sameHost(origin, request.host) ? 'own' : 'other';
  return site === 'same-origin' || site === 'none' ? 'own' : isVisit(request) ? 'unknown' : 'other';
}

function isVisit({ method, headers, routeOptions }: FastifyRequest): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && routeOptions.config.scope === 'public';
}

function sameHost(origin: string, host: string): boolean {
  return URL.parse(origin)?.host === host;
}
