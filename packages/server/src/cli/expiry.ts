const hourMs = 3_600_000;
const unitMs: Record<string, number> = { h: hourMs, d: 24 * hourMs };

/** The end of a validity given as `30d`, `12h` or a date; undefined when it can't be read or is not in the future. */
export function readExpiry(text: string, now: number): string | undefined {
  const [, amount, unit = ''] = /^(\d{1,6})([hd])$/.exec(text) ?? [];
  const isDate = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(text);
  const end = amount ? now + Number(amount) * (unitMs[unit] ?? 0) : isDate ? Date.parse(text) : Number.NaN;
  return end > now ? new Date(end).toISOString() : undefined;
}
