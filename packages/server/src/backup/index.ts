export { type Backups, createBackups } from './backups.ts';
export { isSchedule } from './cron.ts';
export { createBackupFolder } from './folder.ts';
export type { BackupSecrets } from './format/keys.ts';
export { inWorker } from './in-worker.ts';
export { readBackup } from './read.ts';
export { type Restored, restoreBackup } from './restore.ts';
export type { BackupFacts } from './rows.ts';
export { writeBackup } from './write.ts';
