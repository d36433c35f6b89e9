import type { Schedule, ScheduleSettings } from '@grabber/contract';
import { cronOf, type Plan, planOf } from './plan.ts';

/** A schedule while somebody fills in its form; without a plan there shall be none. */
export type Draft = {
  plan: Plan | null;
  timezone: string;
  jitterMinutes: number;
  addressBook: boolean;
  enabled: boolean;
};

/** What the form begins with: the schedule, or one for every night. */
export function draftOf(schedule: Schedule | null): Draft {
  if (!schedule) {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    return {
      plan: { every: 'day', time: '02:00' },
      timezone: timeZone,
      jitterMinutes: 5,
      addressBook: true,
      enabled: true,
    };
  }
  return {
    plan: planOf(schedule.cron),
    timezone: schedule.timezone,
    jitterMinutes: Math.round(schedule.jitter_seconds / 60),
    addressBook: schedule.refresh_address_book,
    enabled: schedule.enabled,
  };
}

/** What the server is told; undefined without a plan, or while it is not complete. */
export function settingsOf(draft: Draft): ScheduleSettings | undefined {
  const cron = draft.plan && cronOf(draft.plan);
  if (!cron) return undefined;
  return {
    cron,
    timezone: draft.timezone,
    kind: 'all',
    jitter_seconds: draft.jitterMinutes * 60,
    enabled: draft.enabled,
    refresh_address_book: draft.addressBook,
  };
}
