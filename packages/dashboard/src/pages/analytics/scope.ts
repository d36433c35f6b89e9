import type { RouteName } from '@grabber/contract';
import { addressOf } from '../../api/index.ts';

/** What the whole page is about: one account or all, and how many days. */
export type Scope = { session_id: string | undefined; days: number };

const day = 86_400_000;

/** Query of the routes that look at days, in the zone of whoever looks. */
export function daysOf({ session_id, days }: Scope) {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const text = (ms: number) => new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(ms);
  const now = Date.now();
  return { session_id, from: text(now - (days - 1) * day), to: text(now), timezone };
}

/** The address of a route's figures as CSV. */
export function csvOf(route: RouteName & `GET /api/analytics/${string}`, query: Record<string, unknown>): string {
  return addressOf(route.replace('GET ', ''), { query: { ...query, format: 'csv' } });
}
