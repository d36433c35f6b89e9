import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Db, GrabSchedulesTable, Storage } from '../storage/index.ts';

export type ScheduleRow = Selectable<GrabSchedulesTable>;

export async function findSchedule(db: Db, sessionId: string): Promise<ScheduleRow | undefined> {
  return await db.selectFrom('grab_schedules').selectAll().where('session_id', '=', sessionId).executeTakeFirst();
}

/** The schedules that run. */
export async function listEnabledSchedules(db: Db): Promise<ScheduleRow[]> {
  return await db.selectFrom('grab_schedules').selectAll().where('enabled', '=', true).execute();
}

/** Sets a session's schedule; when it ran last stays. */
export async function saveSchedule({ bulk }: Storage, db: Db, row: Insertable<GrabSchedulesTable>): Promise<void> {
  const columns = Object.keys(row).filter((column) => !kept.has(column));
  await bulk.upsert(db, 'grab_schedules', [row], { key: ['session_id'], columns });
}

const kept = new Set(['session_id', 'created_at', 'last_run_at', 'last_grab_id']);

export async function updateSchedule(db: Db, sessionId: string, patch: Updateable<GrabSchedulesTable>): Promise<void> {
  await db.updateTable('grab_schedules').set(patch).where('session_id', '=', sessionId).execute();
}

export async function deleteSchedule(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('grab_schedules').where('session_id', '=', sessionId).execute();
}
