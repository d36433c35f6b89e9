import type { Job, PersonalData } from '@grabber/contract';
import { systemCaller } from '../auth/index.ts';
import type { ChangeSignal } from '../changes/index.ts';
import type { Clock } from '../core/index.ts';
import type { InboxSearch } from '../engine/index.ts';
import type { JobScope, Jobs } from '../jobs/index.ts';
import type { Logger } from '../observability/index.ts';
import type { Digests, NewEntry, OptOuts, PersonIds } from '../opt-outs/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import type { Storage } from '../storage/index.ts';
import { createErasures, type Erasures } from './erasures.ts';
import { gatherPersonalData } from './personal-data.ts';
import { retentionJob } from './retention.ts';

/** What people may ask of whoever holds their data, and how long it is held. */
export type Privacy = {
  erasures: Erasures;
  optOuts: Pick<OptOuts, 'list'>;
  /** Lets somebody opt out. Tells how many contacts were marked. */
  addOptOut(entry: Omit<NewEntry, 'source'>, principal: JobScope): ReturnType<OptOuts['add']>;
  /** Throws `opt_out_not_found`. */
  removeOptOut(id: number, principal: JobScope): Promise<void>;
  /** A copy of everything held on one person. */
  personalData(person: PersonIds): Promise<PersonalData>;
  /** Removes what is older than the settings allow, in the background. */
  runRetention(scope: JobScope): Promise<Job>;
  /** From now on runs it every day, the first time soon. */
  start(): void;
  close(): void;
};

type Deps = {
  storage: Storage;
  clock: Clock;
  logger: Logger;
  digests: Digests;
  optOuts: OptOuts;
  settings: SettingsStore;
  jobs: Jobs;
  changes: Pick<ChangeSignal, 'publish'>;
  backups: () => Promise<string[]>;
  /** Where uploaded files lie. */
  uploads: string;
  inbox: InboxSearch;
};

const kind = 'retention';
const firstAfterMs = 10 * 60_000;
const everyMs = 24 * 60 * 60_000;

/** The `Privacy` service; registers its jobs. */
export function createPrivacy(deps: Deps): Privacy {
  const { jobs, clock, logger, storage, optOuts } = deps;
  let stop = () => {};
  jobs.register(kind, { run: retentionJob(deps) });
  const runRetention = (scope: JobScope) => jobs.start({ kind, params: {}, scope });

  function later(ms: number): void {
    stop = clock.after(ms, () => {
      runRetention(systemCaller.principal).catch((err) => logger.error({ err }, 'the retention could not be started'));
      later(everyMs);
    });
  }

  return {
    erasures: createErasures(deps),
    optOuts: deps.optOuts,
    addOptOut: (entry, principal) =>
      storage.transaction((trx) => optOuts.add(trx, { ...entry, source: sourceOf(principal) })),
    removeOptOut: (id, principal) => optOuts.remove(principal.sessions, id, sourceOf(principal)),
    personalData: (person) => gatherPersonalData(deps, person),
    runRetention,
    start: () => later(firstAfterMs),
    close: () => stop(),
  };
}

/** Who did it, as changes tell. */
function sourceOf({ kind, id }: JobScope): string {
  return `user:${kind}:${id ?? ''}`;
}
