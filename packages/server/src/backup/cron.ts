import type { BackupSettings } from '@grabber/contract';
import { Cron } from 'croner';

/** When the next scheduled backup is due, in ms; undefined: never. */
export function nextBackup({ cron, timezone }: BackupSettings, after: number): number | undefined {
  if (cron === null) return undefined;
  return parse(cron, timezone)?.nextRun(new Date(after))?.getTime();
}

/** Whether somebody's cron expression and time zone can be read. */
export function isSchedule(cron: string, timezone: string): boolean {
  return parse(cron, timezone)?.nextRun() !== undefined;
}

function parse(cron: string, timezone: string): Cron | undefined {
  try {
    const parsed = new Cron(cron, { timezone, paused: true, mode: '5-part' });
    parsed.nextRun();
    return parsed;
  } catch {
    return undefined;
  }
}
