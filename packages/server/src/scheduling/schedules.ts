import type { ScheduleSettings } from '@grabber/contract';
import { type Authorized, asSystem } from '../auth/index.ts';
import { AppError, type Clock, isoTime, toErrorData } from '../core/index.ts';
import type { Grabs } from '../grabbing/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Storage } from '../storage/index.ts';
import { checkCron, nextRun } from './cron.ts';
import {
  deleteSchedule,
  findSchedule,
  listEnabledSchedules,
  type ScheduleRow,
  saveSchedule,
  updateSchedule,
} from './schedules.repo.ts';

export type SchedulesDeps = {
  storage: Storage;
  sessions: Pick<Sessions, 'get' | 'subscribe'>;
  grabs: Pick<Grabs, 'start'>;
  clock: Clock;
  logger: Logger;
};

/** Grabs that start by themselves. All methods that take a session throw `session_not_found`. */
export type Schedules = {
  /** Null when the session has none. */
  get(id: Authorized<string>): Promise<ScheduleRow | null>;
  /** Throws `schedule_cron_invalid`, `schedule_timezone_unknown`, `schedule_too_often`. */
  set(id: Authorized<string>, settings: ScheduleSettings): Promise<ScheduleRow>;
  /** No effect when there is none. */
  remove(id: Authorized<string>): Promise<void>;
  /** Sets the timers; a run that was missed while the program was stopped happens now, once. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** Timers cannot wait for weeks: then the clock is looked at in between. */
const longestWaitMs = 60 * 60_000;

/** The `Schedules` service. Owns its timers until `close`. */
export function createSchedules({ storage, sessions, grabs, clock, logger }: SchedulesDeps): Schedules {
  const timers = new Map<string, () => void>();
  /** Sessions whose run waits for their connection. */
  const waiting = new Set<string>();
  const running = new Set<Promise<void>>();
  let closed = false;

  const stopListening = sessions.subscribe(({ session_id, status }, change) => {
    if (change === 'removed') forget(session_id);
    else if (status === 'connected' && waiting.delete(session_id)) begin(session_id);
  });

  function forget(sessionId: string): void {
    timers.get(sessionId)?.();
    timers.delete(sessionId);
    waiting.delete(sessionId);
  }

  function arm({ session_id, enabled, next_run_at }: ScheduleRow): void {
    forget(session_id);
    if (closed || !enabled || next_run_at === null) return;
    const wait = Date.parse(next_run_at) - clock.now();
    if (wait <= 0) begin(session_id);
    else
      timers.set(
        session_id,
        clock.after(Math.min(wait, longestWaitMs), () => begin(session_id)),
      );
  }

  function begin(sessionId: string): void {
    const run = runIfDue(sessionId).catch((error: unknown) =>
      logger.error({ error: toErrorData(error) }, 'a scheduled grab could not be started'),
    );
    running.add(run);
    void run.finally(() => running.delete(run));
  }

  /** Looks at the row again: it may have been changed since. */
  async function runIfDue(sessionId: string): Promise<void> {
    const row = await findSchedule(storage.db, sessionId);
    if (!row || closed) return;
    const due = row.enabled && row.next_run_at !== null && Date.parse(row.next_run_at) <= clock.now();
    if (!due) return arm(row);
    waiting.add(sessionId);
    const session = await sessions.get(asSystem(sessionId));
    // Only one of those who see the connection takes the run.
    if (session.status !== 'connected' || !waiting.delete(sessionId)) return;
    await run(row);
  }

  async function run(row: ScheduleRow): Promise<void> {
    const { session_id, kind, refresh_address_book } = row;
    let last_grab_id = row.last_grab_id;
    try {
      const grab = await grabs.start(asSystem(session_id), kind, { refreshAddressBook: refresh_address_book });
      last_grab_id = grab.id;
    } catch (error) {
      const lost = error instanceof AppError && error.code === 'session_not_connected';
      if (lost) return void waiting.add(session_id);
      if (error instanceof AppError && error.code === 'shutting_down') return;
      logger.error({ error: toErrorData(error) }, 'a scheduled grab could not be started');
    }
    const patch = { last_run_at: isoTime(clock.now()), last_grab_id, next_run_at: next(row) };
    await updateSchedule(storage.db, session_id, patch);
    arm({ ...row, ...patch });
  }

  function next({ cron, timezone, jitter_seconds }: Pick<ScheduleRow, 'cron' | 'timezone' | 'jitter_seconds'>) {
    const time = nextRun(cron, timezone, clock.now());
    return time === undefined ? null : isoTime(time + Math.floor(clock.random() * jitter_seconds * 1000));
  }

  async function get(id: Authorized<string>): Promise<ScheduleRow | null> {
    await sessions.get(id);
    return (await findSchedule(storage.db, id)) ?? null;
  }

  return {
    get,
    async set(id, settings) {
      await sessions.get(id);
      checkCron(settings.cron, settings.timezone, clock.now());
      const at = isoTime(clock.now());
      const next_run_at = settings.enabled ? next(settings) : null;
      const row = { session_id: id, ...settings, next_run_at, last_run_at: null, last_grab_id: null };
      await saveSchedule(storage, storage.db, { ...row, created_at: at, updated_at: at });
      const saved = await findSchedule(storage.db, id);
      if (!saved) throw new AppError('session_not_found');
      arm(saved);
      return saved;
    },
    async remove(id) {
      await sessions.get(id);
      await deleteSchedule(storage.db, id);
      forget(id);
    },
    async start() {
      for (const row of await listEnabledSchedules(storage.db)) arm(row);
    },
    async close() {
      closed = true;
      stopListening();
      for (const cancel of timers.values()) cancel();
      await Promise.all(running);
    },
  };
}
