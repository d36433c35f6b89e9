/** When an account is grabbed by itself, in the few shapes that people mean; anything else is a cron expression of their own. */
export type Plan =
  | { every: 'six_hours' }
  | { every: 'day'; time: string }
  | { every: 'week'; weekday: number; time: string }
  | { every: 'own'; cron: string };

/** Five fields: minute, hour, day of month, month, day of week. Undefined while the time is not complete. */
export function cronOf(plan: Plan): string | undefined {
  if (plan.every === 'own') return plan.cron.trim() || undefined;
  if (plan.every === 'six_hours') return '0 */6 * * *';
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(plan.time) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  const weekday = plan.every === 'week' ? plan.weekday : '*';
  return `${Number(minute)} ${Number(hour)} * * ${weekday}`;
}

/** The other way round: what a cron expression means in those shapes. */
export function planOf(cron: string): Plan {
  const fields = cron.trim().split(/\s+/);
  const [minute = '', hour = '', date, month, weekday = ''] = fields;
  const own: Plan = { every: 'own', cron: cron.trim() };
  if (fields.length !== 5 || date !== '*' || month !== '*') return own;
  if (minute === '0' && hour === '*/6' && weekday === '*') return { every: 'six_hours' };
  if (!isNumber(minute, 59) || !isNumber(hour, 23)) return own;
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
  if (weekday === '*') return { every: 'day', time };
  return isNumber(weekday, 7) ? { every: 'week', weekday: Number(weekday) % 7, time } : own;
}

function isNumber(text: string, most: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) <= most;
}
