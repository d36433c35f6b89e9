import type { Insertable, Selectable, Updateable } from 'kysely';
import { type Db, type JobsTable, type Page, type PageWish, readPage } from '../storage/index.ts';
import type { JobFilter, JobReader } from './types.ts';

export type JobRow = Selectable<JobsTable>;
export type JobPatch = Updateable<JobsTable>;

/** Saves a new job and returns its row. */
export async function insertJob(db: Db, row: Insertable<JobsTable>): Promise<JobRow> {
  await db.insertInto('jobs').values(row).execute();
  return await db.selectFrom('jobs').selectAll().where('ticket', '=', row.ticket).executeTakeFirstOrThrow();
}

export async function findJob(db: Db, id: number): Promise<JobRow | undefined> {
  return await db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function updateJob(db: Db, id: number, patch: JobPatch): Promise<void> {
  await db.updateTable('jobs').set(patch).where('id', '=', id).execute();
}

/** Takes a job for its undo; false when another one has it. */
export async function claimUndo(db: Db, id: number, undoneBy: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ undone_by: undoneBy })
    .where('id', '=', id)
    .where('undone_by', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function pageJobs(db: Db, reader: JobReader, filter: JobFilter, wish: PageWish): Promise<Page<JobRow>> {
  return await readPage(jobsOf(db, reader, filter).selectAll(), wish);
}

export async function countJobs(db: Db, reader: JobReader, filter: JobFilter): Promise<number> {
  const { count } = await jobsOf(db, reader, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Up to so many that run, or ended at or after this time; newest first. */
export async function recentJobs(db: Db, reader: JobReader, since: string, limit: number): Promise<JobRow[]> {
  return await jobsOf(db, reader, {})
    .selectAll()
    .where((eb) => eb.or([eb('finished_at', 'is', null), eb('finished_at', '>=', since)]))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

/** Those that have not ended, oldest first. */
export async function unfinishedJobs(db: Db): Promise<JobRow[]> {
  return await db.selectFrom('jobs').selectAll().where('finished_at', 'is', null).orderBy('id').execute();
}

/** Up to so many that ended before this time. */
export async function oldJobs(db: Db, before: string, limit: number): Promise<JobRow[]> {
  return await db.selectFrom('jobs').selectAll().where('finished_at', '<', before).limit(limit).execute();
}

/** Those whose file is there yet. */
export async function jobsWithFile(db: Db): Promise<Pick<JobRow, 'id' | 'ticket' | 'file_expires_at'>[]> {
  return await db
    .selectFrom('jobs')
    .select(['id', 'ticket', 'file_expires_at'])
    .where('file_name', 'is not', null)
    .execute();
}

export async function deleteJobs(db: Db, ids: number[]): Promise<void> {
  await db.deleteFrom('job_items').where('job_id', 'in', ids).execute();
  await db.deleteFrom('jobs').where('id', 'in', ids).execute();
}

/** Whoever sees every session sees every job; others their own. */
function jobsOf(db: Db, reader: JobReader, { kind, status }: JobFilter) {
  return db
    .selectFrom('jobs')
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as string))
    .$if(status !== undefined, (query) => query.where('status', '=', status as JobRow['status']))
    .$if(reader.sessions !== 'all', (query) =>
      query
        .where('created_by_kind', '=', reader.kind)
        .where('created_by_id', reader.id === null ? 'is' : '=', reader.id),
    );
}
