import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../core/index.ts';

/** First bytes of every backup; the digit is the version of the format. */
const magic = Buffer.from('GRABBKP1');
const longestHeader = 4096;

/** What stands readable before the sealed part; a change of it makes the rest unreadable. */
export const header = z.object({
  created_at: z.iso.datetime(),
  dialect: z.enum(['sqlite', 'mysql', 'postgres']),
  sealed_by: z.enum(['secret_key', 'passphrase']),
  scheduled: z.boolean(),
  salt: z.base64url(),
  /** Tells a wrong key from a damaged file. */
  key_check: z.base64url(),
});
export type Header = z.infer<typeof header>;

/** The first part of the file. */
export function headerBytes(given: Header): Buffer {
  const json = Buffer.from(JSON.stringify(given));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([magic, length, json]);
}

/** Binds the sealed part to the header before it. */
export function headerDigest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** How many bytes must be there to read the header, by the first of them. Throws `backup_damaged`. */
export function headerLength(start: Buffer): number {
  if (start.length < headerStart || !start.subarray(0, magic.length).equals(magic))
    throw new AppError('backup_damaged');
  const length = start.readUInt32BE(magic.length);
  if (length > longestHeader) throw new AppError('backup_damaged');
  return headerStart + length;
}

export const headerStart = magic.length + 4;

/** Reads the whole first part. Throws `backup_damaged`. */
export function readHeader(bytes: Buffer): Header {
  try {
    return header.parse(JSON.parse(bytes.subarray(headerStart).toString()));
  } catch (cause) {
    throw new AppError('backup_damaged', { cause });
  }
}
