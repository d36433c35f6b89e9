import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backup } from '@grabber/contract';
import { AppError, isoTime } from '../core/index.ts';
import { readHeaderOf } from './read.ts';

/** Names that this program gives; nothing else of the folder is touched or told. */
const namePattern = /^backup-\d{8}-\d{6}-[0-9a-f]{6}\.wcgb$/;
const unfinished = '.part';

/** The folder where backups lie. */
export type BackupFolder = {
  /** Newest first. What can't be read is left out. */
  list(): Promise<Backup[]>;
  names(): Promise<string[]>;
  /** Where the backup of this name lies. Throws `backup_not_found`, also for what is no name of ours. */
  find(name: string): Promise<string>;
  /** A place for a new one, and how to make it count. */
  begin(now: number): Promise<{ name: string; file: string; finish(): Promise<void>; drop(): Promise<void> }>;
  remove(name: string): Promise<void>;
  /** Removes the oldest scheduled ones beyond this many. */
  prune(keep: number): Promise<string[]>;
};

export function createBackupFolder(folder: string): BackupFolder {
  async function names(): Promise<string[]> {
    const found = await readdir(folder).catch(() => []);
    return found
      .filter((name) => namePattern.test(name))
      .sort()
      .reverse();
  }

  async function find(name: string): Promise<string> {
    if (!(await names()).includes(name)) throw new AppError('backup_not_found');
    return join(folder, name);
  }

  async function list(): Promise<Backup[]> {
    const backups = await Promise.all((await names()).map(describe));
    return backups.filter((each) => each !== undefined);
  }

  async function describe(name: string): Promise<Backup | undefined> {
    try {
      const file = join(folder, name);
      const { created_at, dialect, sealed_by, scheduled } = await readHeaderOf(file);
      return { name, size: (await stat(file)).size, created_at, dialect, sealed_by, scheduled };
    } catch {
      return undefined;
    }
  }

  return {
    list,
    names,
    find,
    async begin(now) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const [date = '', time = ''] = isoTime(now).replaceAll(/[-:]/g, '').split(/[T.]/);
      const name = `backup-${date}-${time}-${randomBytes(3).toString('hex')}.wcgb`;
      const file = join(folder, `${name}${unfinished}`);
      return {
        name,
        file,
        finish: () => rename(file, join(folder, name)),
        drop: () => rm(file, { force: true }),
      };
    },
    remove: async (name) => rm(await find(name)),
    async prune(keep) {
      const surplus = (await list()).filter(({ scheduled }) => scheduled).slice(keep);
      for (const { name } of surplus) await rm(join(folder, name), { force: true });
      return surplus.map(({ name }) => name);
    },
  };
}
