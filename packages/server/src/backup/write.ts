import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { readSnapshot, type Snapshot, type TableName } from '../storage/index.ts';
import { headerBytes, headerDigest } from './format/header.ts';
import { type BackupSecrets, deriveKey, keyCheck, secretMark } from './format/keys.ts';
import { createDigest, lineOf } from './format/lines.ts';
import { seal } from './format/seal.ts';

export type WriteOptions = {
  url: string;
  /** Must not be there yet. */
  file: string;
  secrets: BackupSecrets;
  scheduled: boolean;
  /** The time it counts as made. */
  created_at: string;
};

export type WriteProgress = { total: number; done: number };

/** What only repeats of requests need, for a day. */
const leftOut: readonly TableName[] = ['kept_answers'];
/** Lines are handed on in pieces of about this many characters. */
const pieceLength = 256 * 1024;
const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/**
 * Writes the whole database, as it is at one moment, into one compressed and sealed file; others read and write meanwhile. A file that
 * was not finished does not open.
 */
export async function writeBackup(options: WriteOptions, onProgress: (progress: WriteProgress) => void): Promise<void> {
  const { url, file, secrets, scheduled, created_at } = options;
  const sealed_by = secrets.passphrase === undefined ? 'secret_key' : 'passphrase';
  const salt = randomBytes(32);
  const key = await deriveKey(secrets, sealed_by, salt);
  await readSnapshot(url, async (snapshot) => {
    const { dialect } = snapshot;
    const fixed = { created_at, dialect, sealed_by, scheduled } as const;
    const header = headerBytes({ ...fixed, salt: salt.toString('base64url'), key_check: keyCheck(key) });
    const lines = linesOf(snapshot, created_at, secretMark(secrets.secretKey), onProgress);
    await pipeline(
      Readable.from(inPieces(lines), { objectMode: false }),
      createZstdCompress(level),
      async function* sealed(compressed: AsyncIterable<Buffer>) {
        yield header;
        yield* seal(compressed, key, headerDigest(header));
      },
      createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
    );
  });
}

async function* linesOf(
  snapshot: Snapshot,
  created_at: string,
  secret_mark: string,
  onProgress: (progress: WriteProgress) => void,
): AsyncGenerator<string> {
  const { dialect, migrations } = snapshot;
  const tables = snapshot.tables.filter(({ name }) => !leftOut.includes(name));
  let [total, done] = [0, 0];
  for (const { name } of tables) total += await snapshot.count(name);
  onProgress({ total, done });
  yield JSON.stringify({ format: 1, created_at, dialect, migrations, secret_mark });
  const ends: Record<string, ReturnType<ReturnType<typeof createDigest>['end']>> = {};
  for (const { name, columns } of tables) {
    yield JSON.stringify({ table: name, columns });
    const digest = createDigest();
    for await (const row of snapshot.rows(name)) {
      const line = lineOf(columns, row);
      digest.add(line);
      yield line;
      done += 1;
      if (done % 1000 === 0) onProgress({ total, done });
    }
    ends[name] = digest.end();
    yield JSON.stringify(ends[name]);
  }
  onProgress({ total, done });
  yield JSON.stringify({ tables: ends });
}

async function* inPieces(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < pieceLength) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  yield Buffer.from(piece);
}
