import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContactQuery, Job } from '@grabber/contract';
import type { Principal } from '../auth/index.ts';
import { createChangeSignal } from '../changes/index.ts';
import { systemClock } from '../core/index.ts';
import { createJobs } from '../jobs/index.ts';
import { createLogger } from '../observability/index.ts';
import { createDigests, createManyOptOuts } from '../opt-outs/index.ts';
import type { Storage } from '../storage/index.ts';
import { createCare } from './care.ts';
import { readOwned } from './people/own-state.repo.ts';

export type CareWorld = Awaited<ReturnType<typeof careWorld>>;

/** What the list of those who opted out is keyed with here. */
export const careDigests = createDigests(Buffer.alloc(32, 3));

/** Somebody who may change contacts, of all sessions or of some. */
export function caller(sessions: Principal['sessions'] = 'all', id = 1): Principal {
  return { kind: 'api_key', id, name: 'test', scopes: new Set(['contacts:read', 'contacts:write']), sessions };
}

/** The services over a database, with jobs that run; the test closes it. */
export async function careWorld(storage: Storage, clock = { ...systemClock }) {
  const logger = createLogger('silent');
  const folder = await mkdtemp(join(tmpdir(), 'care-'));
  const jobs = createJobs({ storage, clock, logger, folder });
  const changes = createChangeSignal();
  const optOuts = createManyOptOuts({ storage, digests: careDigests });
  const care = createCare({ storage, reading: storage, clock, changes, logger, jobs, optOuts });
  return {
    ...care,
    storage,
    changes,
    jobs,
    clock,
    /** A job when it has ended. */
    done: async (started: Promise<Job>) => await jobs.wait((await started).id),
    undo: async (job: Job, principal = caller()) => await jobs.wait((await jobs.undo(principal, principal, job.id)).id),
    outcomes: async (job: Job) => {
      const wish = { limit: 1000, sort: 'id', total: false };
      const { rows } = await jobs.items(caller(), job.id, wish);
      return rows.map(({ contact_row_id, outcome, code }) => ({ contact_row_id, outcome, code }));
    },
    /** All that can be changed of these contacts. */
    async state(ids: number[]) {
      const rows = await storage.db
        .selectFrom('contacts')
        .select(['id', 'status', 'deleted_at', 'person_key', 'sort_name', 'search_text'])
        .where('id', 'in', ids)
        .orderBy('id')
        .execute();
      const owned = await readOwned(storage.db, ids);
      return rows.map((row, index) => ({ ...row, own: owned[index]?.own }));
    },
    async close() {
      await care.follower.close();
      await jobs.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A query of one condition. */
export function query(condition: NonNullable<ContactQuery['filter']>['any'][number]['all'][number]): ContactQuery {
  return { filter: { any: [{ all: [condition] }] } };
}
