import { z } from 'zod';
import { answerOf, time } from './answers.ts';
import { pageFacts, pageQuery } from './paging.ts';

const count = z.int().min(0);

/** A backup file as it lies in the backup folder. */
export const backup = z
  .object({
    name: z.string().meta({ examples: ['backup-20261126-020000-a1b2c3.wcgb'] }),
    size: count,
    created_at: time,
    dialect: z.enum(['sqlite', 'mysql', 'postgres']),
    /** What its key is made from. */
    sealed_by: z.enum(['secret_key', 'passphrase']),
    scheduled: z.boolean(),
  })
  .meta({ id: 'Backup' });
export type Backup = z.infer<typeof backup>;

/** What a backup holds, read whole and found undamaged. */
export const backupCheck = z
  .object({
    name: z.string(),
    created_at: time,
    tables: z.record(z.string(), count),
    rows: count,
    /** Whether the credentials and opt-outs in it can be used with this server's SECRET_KEY. */
    same_secret_key: z.boolean(),
  })
  .meta({ id: 'BackupCheck' });
export type BackupCheck = z.infer<typeof backupCheck>;

export const backupsQuery = pageQuery(['-created_at', 'created_at']);
export const backupList = answerOf(z.object({ backups: z.array(backup), ...pageFacts })).meta({ id: 'BackupList' });
export const backupCheckAnswer = answerOf(z.object({ check: backupCheck })).meta({ id: 'BackupCheckAnswer' });
