import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Config, readSecret, secretFile } from '../../config/index.ts';
import type { Doctor, Finding } from './finding.ts';

/** The secret, when it is there already: reading it must not make one. */
export async function readKey(config: Config): Promise<Uint8Array | 'absent' | 'bad'> {
  if (!config.secretKey && !existsSync(secretFile(config.databaseUrl))) return 'absent';
  return await readSecret(config).catch(() => 'bad' as const);
}

/** The key that seals credentials. */
export async function checkSecret(doctor: Doctor): Promise<Finding[]> {
  const { config } = doctor;
  if (config.secretKey) return [doctor.ok('secret', 'secret', { place: 'SECRET_KEY' })];
  const file = secretFile(config.databaseUrl);
  const key = await readKey(config);
  if (key === 'absent') return [doctor.warning('secret', 'secret_absent', { file })];
  if (key === 'bad') return [doctor.problem('secret', 'secret_bad', { file })];
  const mode = await sharedMode(file);
  if (mode) return [doctor.problem('secret', 'secret_shared', { file, mode })];
  return [doctor.ok('secret', 'secret', { place: file })];
}

/** The file's mode when others than its owner may read it. */
export async function sharedMode(file: string): Promise<string | undefined> {
  const mode = (await stat(file)).mode & 0o777;
  // Windows has no such modes
  const shared = process.platform !== 'win32' && (mode & 0o077) !== 0;
  return shared ? mode.toString(8) : undefined;
}
