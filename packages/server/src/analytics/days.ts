const dayMs = 86_400_000;
const mostDays = 1100;
const standardDays = 30;

export type DaysWish = { from?: string | undefined; to?: string | undefined; timezone: string };
export type Days = {
  from: string;
  to: string;
  days: string[];
  dayOf: (ms: number) => string;
  since: string;
  until: string;
};

/** The days that a caller asks about, in a timezone; the last 30 unless said otherwise. `since` and `until` enclose them in UTC. */
export function daysOf({ from, to, timezone }: DaysWish, now: number): Days {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const dayOf = (ms: number) => format.format(ms);
  const last = to ?? dayOf(now);
  const lastMs = Date.parse(last);
  const wanted = from === undefined ? lastMs - (standardDays - 1) * dayMs : Date.parse(from);
  const firstMs = Math.min(lastMs, Math.max(wanted, lastMs - (mostDays - 1) * dayMs));
  const count = Math.round((lastMs - firstMs) / dayMs) + 1;
  const days = Array.from({ length: count }, (_, index) =>
    new Date(firstMs + index * dayMs).toISOString().slice(0, 10),
  );
  const iso = (ms: number) => new Date(ms).toISOString();
  return { from: days[0] ?? last, to: last, days, dayOf, since: iso(firstMs - dayMs), until: iso(lastMs + 2 * dayMs) };
}
