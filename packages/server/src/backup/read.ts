import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { AppError } from '../core/index.ts';
import { type Header, headerDigest, headerLength, headerStart, readHeader } from './format/header.ts';
import { type BackupSecrets, deriveKey, requireKey, secretMark } from './format/keys.ts';
import { takeFrom, unseal } from './format/seal.ts';
import { type BackupFacts, createRowReader, forgetful, type RowTaker } from './rows.ts';

/** Reads what stands readable before the sealed part. Throws `backup_damaged`. */
export async function readHeaderOf(file: string): Promise<Header> {
  const stream = createReadStream(file, { end: 8191 });
  const source = takeFrom(stream);
  const start = await source.take(headerStart);
  const rest = await source.take(headerLength(start) - headerStart);
  stream.destroy();
  return readHeader(Buffer.concat([start, rest]));
}

/**
 * Reads a backup from beginning to end and proves every byte and every row on the way. Throws `backup_damaged` for a file that is
 * changed or cut off, and `backup_key_wrong`; rows that were handed out before must then be forgotten.
 */
export async function readBackup(
  file: string,
  secrets: BackupSecrets,
  taker: RowTaker = forgetful,
  onProgress: (rows: number) => void = () => {},
): Promise<BackupFacts> {
  const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
  try {
    const source = takeFrom(stream);
    const start = await source.take(headerStart);
    const bytes = Buffer.concat([start, await source.take(headerLength(start) - headerStart)]);
    const header = readHeader(bytes);
    const key = await deriveKey(secrets, header.sealed_by, Buffer.from(header.salt, 'base64url'));
    requireKey(key, header);
    const reader = createRowReader(taker, onProgress);
    await pipeline(
      Readable.from(unseal(source, key, headerDigest(bytes)), { objectMode: false }),
      createZstdDecompress(),
      async (plain: AsyncIterable<Buffer>) => {
        for await (const lines of linesOf(plain)) await reader.take(lines);
      },
    ).catch(asDamaged);
    return reader.end(secretMark(secrets.secretKey));
  } finally {
    stream.destroy();
  }
}

/** What the compression or the lines complain of is a damaged file too; what the taker threw stays what it is. */
function asDamaged(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('ZSTD_') || code.startsWith('Z_') || code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    throw new AppError('backup_damaged', { cause: error });
  throw error;
}

async function* linesOf(plain: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const piece of plain) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  if (rest !== '') throw new AppError('backup_damaged');
}
