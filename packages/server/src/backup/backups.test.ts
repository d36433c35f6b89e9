import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemCaller } from '../auth/index.ts';
import { manualClock } from '../core/testing.ts';
import { createJobs, type Jobs } from '../jobs/index.ts';
import { createLogger } from '../observability/index.ts';
import { createSettings, type SettingsStore } from '../settings/index.ts';
import { describeDialect } from '../storage/testing.ts';
import { createBackups } from './backups.ts';
import { isSchedule } from './cron.ts';
import type { Backups } from './index.ts';
import { fillDatabase } from './testing/fill.repo.ts';

const secrets = { secretKey: Buffer.alloc(32, 7), passphrase: undefined };

describeDialect('sqlite', 'backups', (open, database) => {
  let backups: Backups;
  let jobs: Jobs;
  let settings: SettingsStore;
  let dataDir: string;
  const clock = manualClock();
  beforeAll(async () => {
    const storage = await open();
    await fillDatabase(storage, 300);
    dataDir = await mkdtemp(join(tmpdir(), 'backups-'));
    const logger = createLogger('silent');
    settings = createSettings({ storage, language: 'id' });
    jobs = createJobs({ storage, clock, logger, folder: join(dataDir, 'jobs') });
    backups = createBackups({ databaseUrl: database.url(), dataDir, secrets, settings, jobs, clock, logger });
  });
  afterAll(async () => {
    backups?.close();
    await jobs?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  async function make(scheduled: boolean): Promise<string> {
    clock.advance(1000);
    const job = await jobs.wait((await backups.start(systemCaller.principal, scheduled)).id);
    expect(job).toMatchObject({ status: 'completed' });
    return String(job.result?.['name']);
  }

  it('are made in the background, told, proven and deleted', async () => {
    const name = await make(false);
    expect(await backups.list()).toMatchObject([
      { name, dialect: 'sqlite', sealed_by: 'secret_key', scheduled: false },
    ]);
    expect(await backups.verify(name)).toMatchObject({ name, tables: { contacts: 300 }, same_secret_key: true });
    expect(await readdir(join(dataDir, 'backups'))).toEqual([name]);
    await backups.remove(name);
    await expect(backups.find(name)).rejects.toMatchObject({ code: 'backup_not_found' });
  });

  it('have no other names than ours', async () => {
    for (const name of ['../secret.key', 'secret.key', 'backup-20260101-000000-abcdef.wcgb/../../x', ''])
      await expect(backups.find(name)).rejects.toMatchObject({ code: 'backup_not_found' });
  });

  it('tell when they are damaged', async () => {
    const name = await make(false);
    const file = await backups.find(name);
    const bytes = await readFile(file);
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(backups.verify(name)).rejects.toMatchObject({ code: 'backup_damaged' });
    await backups.remove(name);
  });

  it('keep the last scheduled ones and every other', async () => {
    await settings.change({ backup: { keep: 2 } });
    const own = await make(false);
    const names = [await make(true), await make(true), await make(true)];
    expect((await backups.list()).map(({ name }) => name)).toEqual([names[2], names[1], own]);
  });

  it('are made when the schedule says', async () => {
    await backups.schedule();
    await settings.change({ backup: { cron: '0 2 * * *', timezone: 'Asia/Jakarta' } });
    const { promise, resolve } = Promise.withResolvers<number>();
    const stop = jobs.subscribe(({ id, kind }) => kind === 'backup' && resolve(id));
    clock.advance(24 * 60 * 60_000);
    const job = await jobs.wait(await promise.finally(stop));
    expect(job).toMatchObject({ kind: 'backup', status: 'completed', created_by: { kind: 'system' } });
    expect(isSchedule('61 2 * * *', 'UTC')).toBe(false);
    expect(isSchedule('0 2 * * *', 'Nowhere/City')).toBe(false);
  });
});
