import { join } from 'node:path';
import type { Backup, BackupCheck, Job, Settings } from '@grabber/contract';
import { systemCaller } from '../auth/index.ts';
import { type Clock, isoTime } from '../core/index.ts';
import type { JobHandler, JobScope, Jobs } from '../jobs/index.ts';
import type { Logger } from '../observability/index.ts';
import type { SettingsStore } from '../settings/index.ts';
import { nextBackup } from './cron.ts';
import { createBackupFolder } from './folder.ts';
import type { BackupSecrets } from './format/keys.ts';
import { inWorker } from './in-worker.ts';
import type { BackupFacts } from './rows.ts';

/** Backups in a folder of the data directory. */
export type Backups = {
  /** Newest first. */
  list(): Promise<Backup[]>;
  names(): Promise<string[]>;
  /** Makes one in the background and reads it back. */
  start(scope: JobScope, scheduled?: boolean): Promise<Job>;
  /** Where it lies. Throws `backup_not_found`. */
  find(name: string): Promise<string>;
  /** Reads it whole. Throws `backup_not_found`, `backup_damaged`, `backup_key_wrong`. */
  verify(name: string): Promise<BackupCheck>;
  remove(name: string): Promise<void>;
  /** From now on makes them when the settings say. */
  schedule(): Promise<void>;
  close(): void;
};

type Deps = {
  databaseUrl: string;
  dataDir: string;
  secrets: BackupSecrets;
  settings: SettingsStore;
  jobs: Jobs;
  clock: Clock;
  logger: Logger;
};

const kind = 'backup';
/** Timers hold no more than 24.8 days; a next time that is further away is looked for again. */
const longestWaitMs = 24 * 60 * 60_000;

export function createBackups({ databaseUrl, dataDir, secrets, settings, jobs, clock, logger }: Deps): Backups {
  const folder = createBackupFolder(join(dataDir, 'backups'));
  let stopTimer = () => {};
  let stopListening = () => {};

  const make: JobHandler = async (run) => {
    const scheduled = run.params['scheduled'] === true;
    const { name, file, finish, drop } = await folder.begin(clock.now());
    const write = { url: databaseUrl, scheduled, created_at: isoTime(clock.now()) };
    let told: Promise<unknown> = Promise.resolve();
    try {
      const facts = await inWorker({ file, secrets, write }, run.signal, ({ total, done }) => {
        told = told.then(() => (done === 0 ? run.expect(total) : run.progress(done)));
        told.catch(() => undefined);
      });
      await told;
      await finish();
      const removed = scheduled ? await folder.prune((await settings.read()).backup.keep) : [];
      return { name, rows: facts.rows, tables: facts.tables, removed };
    } finally {
      await drop();
    }
  };
  jobs.register(kind, { run: make, lane: 'read' });

  const start = (scope: JobScope, scheduled = false) => jobs.start({ kind, params: { scheduled }, scope });

  function plan({ backup }: Pick<Settings, 'backup'>): void {
    stopTimer();
    const at = nextBackup(backup, clock.now());
    if (at === undefined) return;
    const wait = Math.max(at - clock.now(), 0);
    stopTimer = clock.after(Math.min(wait, longestWaitMs), () => {
      if (wait <= longestWaitMs)
        start(systemCaller.principal, true).catch((err) => logger.error({ err }, 'the backup could not be started'));
      plan({ backup });
    });
  }

  return {
    list: folder.list,
    names: folder.names,
    start,
    find: folder.find,
    async verify(name) {
      return checkOf(name, await inWorker({ file: await folder.find(name), secrets }));
    },
    remove: folder.remove,
    async schedule() {
      stopListening = settings.subscribe(plan);
      plan(await settings.read());
    },
    close() {
      stopListening();
      stopTimer();
    },
  };
}

function checkOf(name: string, { created_at, tables, rows, same_secret_key }: BackupFacts): BackupCheck {
  return { name, created_at, tables, rows, same_secret_key };
}
