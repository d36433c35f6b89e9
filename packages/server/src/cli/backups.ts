import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BackupFacts, type BackupSecrets, createBackupFolder, inWorker, restoreBackup } from '../backup/index.ts';
import { readSecret } from '../config/index.ts';
import { AppError, isoTime } from '../core/index.ts';
import { errorText } from '../i18n/index.ts';
import { hasRows, openStorage } from '../storage/index.ts';
import { CommandFailed, exitCodes } from './failure.ts';
import type { Io } from './io.ts';

type BackupOptions = { output?: string; verify?: string; json?: boolean };
type RestoreOptions = { force?: boolean; yes?: boolean; json?: boolean };

/** Writes the database, as it is now, into a sealed file and reads it back; the server may run meanwhile. */
export async function makeBackup(io: Io, { output, verify, json }: BackupOptions): Promise<void> {
  const secrets = await secretsOf(io);
  if (verify !== undefined) return await proveBackup(io, resolve(verify), secrets, json);
  const { databaseUrl, dataDir } = io.config();
  const now = Date.now();
  const place = await placeFor(output, dataDir, now);
  const write = { url: databaseUrl, scheduled: false, created_at: isoTime(now) };
  try {
    const facts = await inWorker({ file: place.file, secrets, write }).catch(inWords(io));
    await place.finish();
    const { size } = await stat(place.path);
    if (json) io.print(JSON.stringify({ file: place.path, size, ...facts }));
    else io.say('backup_made', { file: place.path, rows: facts.rows, size: megabytes(size) });
  } finally {
    await place.drop();
  }
}

/** Fills the configured database from a backup; the server must not run. */
export async function restoreDatabase(io: Io, file: string, { force, yes, json }: RestoreOptions): Promise<void> {
  const secrets = await secretsOf(io);
  const { databaseUrl: url } = io.config();
  const storage = await openStorage({ url });
  const used = await hasRows(storage).finally(() => storage.close());
  if (used && !(force && yes)) throw new CommandFailed(io.text('restore_not_empty'), exitCodes.refused);
  const restored = await restoreBackup({ file: resolve(file), url, secrets }).catch(inWords(io));
  if (json) return io.print(JSON.stringify(restored));
  io.say('restore_done', { rows: restored.rows, created_at: restored.created_at });
  if (restored.left_out.length > 0) io.say('restore_left_out', { columns: restored.left_out.join(', ') });
  tellSecret(io, restored);
}

async function proveBackup(io: Io, file: string, secrets: BackupSecrets, json: boolean | undefined): Promise<void> {
  const facts = await inWorker({ file, secrets }).catch(inWords(io));
  if (json) return io.print(JSON.stringify(facts));
  io.say('backup_proven', { rows: facts.rows, created_at: facts.created_at });
  tellSecret(io, facts);
}

async function placeFor(output: string | undefined, dataDir: string, now: number) {
  const folder = join(dataDir, 'backups');
  if (output !== undefined) {
    const path = resolve(output);
    return { path, file: path, finish: async () => {}, drop: async () => {} };
  }
  const begun = await createBackupFolder(folder).begin(now);
  return { ...begun, path: resolve(folder, begun.name) };
}

async function secretsOf(io: Io): Promise<BackupSecrets> {
  const config = io.config();
  return { secretKey: await readSecret(config), passphrase: config.backupPassphrase };
}

/** Linked accounts and opt-outs are tied to the SECRET_KEY: whoever restores must know when it is another. */
function tellSecret(io: Io, { same_secret_key }: Pick<BackupFacts, 'same_secret_key'>): void {
  if (!same_secret_key) io.say('backup_other_secret');
}

function inWords(io: Io) {
  return (error: unknown): never => {
    if (error instanceof AppError) throw new CommandFailed(errorText(io.config().language, error.code, error.details));
    throw error;
  };
}

function megabytes(size: number): string {
  return (size / 2 ** 20).toFixed(1);
}
