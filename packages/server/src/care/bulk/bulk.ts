import type { BulkAction, BulkRequest, ContactSelection, Job } from '@grabber/contract';
import type { Principal } from '../../auth/index.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { CareParts } from '../parts.ts';
import { readCareRows } from '../rows.repo.ts';
import { requireMark } from './actions.ts';
import { countSelection, runBulk, undoBulk } from './run.ts';

/** One action on many contacts. */
export type Bulk = {
  /** How many contacts are meant, of those that the caller may see. */
  count(principal: Principal, selection: ContactSelection): Promise<number>;
  /** Starts the job. Throws `tag_not_found`, `list_not_found`. */
  start(principal: Principal, request: BulkRequest): Promise<Job>;
};

/** Registers the kind of job too; `jobs` must not have been resumed yet. */
export function createBulk(parts: CareParts, jobs: Pick<Jobs, 'register' | 'start'>): Bulk {
  const { storage } = parts;
  jobs.register('bulk', {
    async run(run) {
      const { action, selection } = run.params as BulkRequest;
      await runBulk(parts, run, { action, selection, source: run.source });
      return { action: action.type };
    },
    async undo(run) {
      const { action } = run.params as { action: BulkAction };
      await undoBulk(parts, run, action);
      return { action: action.type };
    },
  });
  return {
    async count({ sessions }, selection) {
      if ('query' in selection) return await countSelection(parts, sessions, selection);
      return (await readCareRows(storage, storage.db, sessions, selection.ids)).length;
    },
    async start(principal, request) {
      await requireMark(storage.db, request.action);
      return await jobs.start({ kind: 'bulk', params: request, scope: principal });
    },
  };
}
