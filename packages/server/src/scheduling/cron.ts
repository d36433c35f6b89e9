import { Cron } from 'croner';
import { AppError } from '../core/index.ts';

/** Runs nearer to each other than this would only annoy WhatsApp. */
const nearestMs = 15 * 60_000;
const checkedRuns = 10;

/** When a cron expression comes next after a time, in ms; undefined when never again. */
export function nextRun(cron: string, timezone: string, after: number): number | undefined {
  return parse(cron, timezone).nextRun(new Date(after))?.getTime();
}

/** Throws `schedule_cron_invalid`, `schedule_timezone_unknown` or `schedule_too_often`. */
export function checkCron(cron: string, timezone: string, now: number): void {
  checkTimezone(timezone);
  const runs = parse(cron, timezone)
    .nextRuns(checkedRuns, new Date(now))
    .map((date) => date.getTime());
  if (runs.length === 0) throw new AppError('schedule_cron_invalid', { details: { cron } });
  const near = runs.some((run, index) => run - (runs[index - 1] ?? 0) < nearestMs);
  if (near) throw new AppError('schedule_too_often', { details: { cron, minimum_minutes: nearestMs / 60_000 } });
}

function parse(cron: string, timezone: string): Cron {
  try {
    return new Cron(cron, { timezone, paused: true, mode: '5-part' });
  } catch (cause) {
    throw new AppError('schedule_cron_invalid', { details: { cron }, cause });
  }
}

function checkTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (cause) {
    throw new AppError('schedule_timezone_unknown', { details: { timezone }, cause });
  }
}
