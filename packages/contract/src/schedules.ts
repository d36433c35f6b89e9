import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { grabKind } from './states.ts';

/** When a session is grabbed by itself. */
export const schedule = z
  .object({
    session_id: z.string(),
    /** Five fields: minute, hour, day of month, month, day of week. */
    cron: z.string(),
    /** IANA name, as `Asia/Jakarta`. */
    timezone: z.string(),
    kind: grabKind,
    /** Each run starts up to so many seconds later, so that accounts do not all ask at once. */
    jitter_seconds: z.int().min(0),
    enabled: z.boolean(),
    /** Ask for the whole address book anew: finds who was deleted there. */
    refresh_address_book: z.boolean(),
    next_run_at: time.nullable(),
    last_run_at: time.nullable(),
    /** The grab that the last run started or joined. */
    last_grab_id: z.int().nullable(),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: 'Schedule' });
export type Schedule = z.infer<typeof schedule>;

export const scheduleSettings = z
  .strictObject({
    cron: z.string().trim().min(1).max(100),
    timezone: z.string().trim().min(1).max(64).default('Asia/Jakarta'),
    kind: grabKind.default('all'),
    jitter_seconds: z.int().min(0).max(3600).default(300),
    enabled: z.boolean().default(true),
    refresh_address_book: z.boolean().default(true),
  })
  .meta({ id: 'ScheduleSettings' });
export type ScheduleSettings = z.infer<typeof scheduleSettings>;

/** Null: the session has none. */
export const scheduleAnswer = answerOf(z.object({ schedule: schedule.nullable() })).meta({ id: 'ScheduleAnswer' });
