import { type Clock, isoTime } from '../core/index.ts';
import type { Storage } from '../storage/index.ts';
import type { JobFiles } from './files.ts';
import { deleteJobs, jobsWithFile, oldJobs, unfinishedJobs, updateJob } from './jobs.repo.ts';
import { undoWindowMs } from './work.ts';

const atOnce = 200;
const noFile = { file_name: null, file_type: null, file_size: null, file_expires_at: null };

/** Clears away files that have expired, and jobs that ended so long ago that nothing can be taken back. */
export async function sweepJobs(storage: Storage, clock: Clock, files: JobFiles): Promise<void> {
  const now = isoTime(clock.now());
  const before = isoTime(clock.now() - undoWindowMs);
  for (;;) {
    const old = await oldJobs(storage.db, before, atOnce);
    if (old.length === 0) break;
    await storage.transaction((trx) =>
      deleteJobs(
        trx,
        old.map(({ id }) => id),
      ),
    );
  }
  const kept = new Set((await unfinishedJobs(storage.db)).map(({ ticket }) => ticket));
  for (const { id, ticket, file_expires_at } of await jobsWithFile(storage.db)) {
    if (file_expires_at !== null && file_expires_at > now) kept.add(ticket);
    else await updateJob(storage.db, id, noFile);
  }
  await files.removeOthers(kept);
}
