import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from './config.ts';

/**
 * The 32 bytes that seal credentials: SECRET_KEY, or a file that only its owner may read, made at the first start.
 * Never log them. Throws when the file does not hold a key.
 */
export async function readSecret(config: Pick<Config, 'secretKey' | 'databaseUrl'>): Promise<Uint8Array> {
  if (config.secretKey) return decodeKey(config.secretKey);
  const file = secretFile(config.databaseUrl);
  if (!existsSync(file)) await createOnce(file);
  return decodeKey(await readFile(file, 'utf8'), file);
}

/** Where the generated secret lies: beside the SQLite file, for database servers in `./data`. */
export function secretFile(databaseUrl: string): string {
  return join(dataFolder(databaseUrl), 'secret.key');
}

/** Where files lie when nothing else is said: beside the SQLite file, for database servers in `./data`. */
export function dataFolder(databaseUrl: string): string {
  return databaseUrl.startsWith('sqlite:') ? dirname(databaseUrl.slice('sqlite:'.length)) : './data';
}

async function createOnce(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
  // A link appears whole or not at all, and never replaces a key that another process made meanwhile.
  await link(draft, file).catch(ignoreExisting);
  await rm(draft);
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function decodeKey(text: string, file = 'SECRET_KEY'): Uint8Array {
  const trimmed = text.trim();
  const bytes = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64');
  if (bytes.length !== 32) throw new Error(`${file} does not hold a key of 32 bytes`);
  return new Uint8Array(bytes);
}
