import { createHmac, hkdfSync, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { AppError } from '../../core/index.ts';
import type { Header } from './header.ts';

/** What the keys of backups are made from: the passphrase where there is one, else the server's secret. */
export type BackupSecrets = { secretKey: Uint8Array; passphrase: string | undefined };

/** 64 MiB: a passphrase may be short, and a backup is made to lie around. */
const cost = { N: 2 ** 16, r: 8, p: 1, maxmem: 128 * 2 ** 20 };
const stretch = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt);

/** The key of one backup, by its salt. */
export async function deriveKey(
  { secretKey, passphrase }: BackupSecrets,
  sealedBy: Header['sealed_by'],
  salt: Buffer,
): Promise<Buffer> {
  if (sealedBy === 'passphrase' && passphrase === undefined) throw new AppError('backup_key_wrong');
  const material = sealedBy === 'passphrase' ? await stretch(passphrase ?? '', salt, 32, cost) : secretKey;
  return Buffer.from(hkdfSync('sha256', material, salt, 'whatsapp-contact-grabber backup 1', 32));
}

/** Stands in the header, so that a wrong key is told from a damaged file. */
export function keyCheck(key: Buffer): string {
  return createHmac('sha256', key).update('key check').digest('base64url').slice(0, 22);
}

/** Throws `backup_key_wrong`. */
export function requireKey(key: Buffer, { key_check }: Header): void {
  const [ours, theirs] = [Buffer.from(keyCheck(key)), Buffer.from(key_check)];
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) throw new AppError('backup_key_wrong');
}

/** Stands inside the backup: whether the credentials in it were sealed with this secret. */
export function secretMark(secretKey: Uint8Array): string {
  return createHmac('sha256', secretKey).update('whatsapp-contact-grabber secret mark').digest('base64url');
}
