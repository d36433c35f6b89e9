import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { importLimit } from '@grabber/contract';
import { AppError } from '../../core/index.ts';

/** Uploaded files, until they are committed or deleted. */
export type Uploads = {
  /** Writes a file. Throws `payload_too_large`, `no_file_sent`. */
  save(ticket: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  path(ticket: string): string;
  remove(ticket: string): Promise<void>;
};

export function createUploads(folder: string): Uploads {
  const path = (ticket: string) => join(folder, ticket);
  return {
    path,
    remove: (ticket) => rm(path(ticket), { force: true }),
    async save(ticket, bytes) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      try {
        await pipeline(limited(bytes), createWriteStream(path(ticket), { mode: 0o600 }));
      } catch (error) {
        await rm(path(ticket), { force: true });
        throw error;
      }
    },
  };
}

async function* limited(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const chunk of bytes) {
    total += chunk.length;
    if (total > importLimit) throw new AppError('payload_too_large', { details: { maximum: importLimit } });
    yield chunk;
  }
  if (total === 0) throw new AppError('no_file_sent');
}
