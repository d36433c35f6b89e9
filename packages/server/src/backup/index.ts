export type { BackupSecrets } from './format/keys.ts';
export { readBackup } from './read.ts';
export { type Restored, restoreBackup } from './restore.ts';
export { writeBackup } from './write.ts';
