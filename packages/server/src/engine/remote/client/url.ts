import { gatewayError } from '../problem.ts';
import type { Query } from './client.ts';

/** The gateway's address without its last slash. Throws unless it is plain http or https without a name and password in it. */
export function baseOf(address: string): string {
  const url = URL.parse(address);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username !== '' || url.password !== '') throw gatewayError('address_invalid');
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The address of a route under the gateway's base. */
export function urlOf(base: string, path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) search.set(key, String(value));
  return search.size === 0 ? `${base}${path}` : `${base}${path}?${search}`;
}

/** A name or id as one segment of a path. Throws for what can be none: nothing, and dots, which climb out even when encoded. */
export function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw gatewayError('wrong_session');
  return encodeURIComponent(id.toWellFormed());
}
