import { createCipheriv, createDecipheriv } from 'node:crypto';
import { AppError } from '../../core/index.ts';

const cipher = 'aes-256-gcm';
const tagLength = 16;
const chunkLength = 64 * 1024;
/** Set in the length of the last chunk. */
const lastFlag = 0x8000_0000;

/**
 * Cuts bytes into chunks and seals each with its number and whether it is the last, like the STREAM construction: chunks that are
 * changed, dropped, moved or cut off at the end do not open. A key seals one stream only. `about` is bound to each chunk.
 */
export async function* seal(source: AsyncIterable<Buffer>, key: Buffer, about: Buffer): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { bytes, last } of chunksOf(source)) {
    const sealing = createCipheriv(cipher, key, nonceOf(number, last)).setAAD(about);
    const sealed = Buffer.concat([sealing.update(bytes), sealing.final()]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE((last ? lastFlag : 0) + sealed.length);
    yield Buffer.concat([length, sealed, sealing.getAuthTag()]);
    number += 1;
  }
}

/** The bytes of a sealed stream, each chunk once it is proven. Throws `backup_damaged`. */
export async function* unseal(source: Take, key: Buffer, about: Buffer): AsyncGenerator<Buffer> {
  for (let number = 0, last = false; !last; number += 1) {
    const mark = (await source.take(4)).readUInt32BE();
    last = mark >= lastFlag;
    const length = last ? mark - lastFlag : mark;
    if (length > chunkLength) throw new AppError('backup_damaged');
    yield openChunk(await source.take(length + tagLength), key, nonceOf(number, last), about);
  }
  if (!(await source.atEnd())) throw new AppError('backup_damaged');
}

/** A source of exactly as many bytes as are asked for. */
export type Take = { take(length: number): Promise<Buffer>; atEnd(): Promise<boolean> };

/** Takes pieces of any size out of a stream. `take` throws `backup_damaged` when it ends too early. */
export function takeFrom(source: AsyncIterable<Buffer>): Take {
  const pieces = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  async function fill(length: number): Promise<boolean> {
    const held = [rest];
    let size = rest.length;
    while (size < length) {
      const { value, done } = await pieces.next();
      if (done) break;
      held.push(value);
      size += value.length;
    }
    rest = held.length === 1 ? rest : Buffer.concat(held);
    return size >= length;
  }
  return {
    async take(length) {
      if (!(await fill(length))) throw new AppError('backup_damaged');
      const taken = rest.subarray(0, length);
      rest = rest.subarray(length);
      return taken;
    },
    atEnd: async () => !(await fill(1)),
  };
}

function openChunk(bytes: Buffer, key: Buffer, nonce: Buffer, about: Buffer): Buffer {
  const end = bytes.length - tagLength;
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagLength })
    .setAAD(about)
    .setAuthTag(bytes.subarray(end));
  try {
    return Buffer.concat([opening.update(bytes.subarray(0, end)), opening.final()]);
  } catch (cause) {
    throw new AppError('backup_damaged', { cause });
  }
}

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

async function* chunksOf(source: AsyncIterable<Buffer>): AsyncGenerator<{ bytes: Buffer; last: boolean }> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const piece of source) {
    held.push(piece);
    size += piece.length;
    // a full chunk waits until more comes, for the last one must say so
    if (size <= chunkLength) continue;
    const bytes = Buffer.concat(held);
    let start = 0;
    for (; size - start > chunkLength; start += chunkLength)
      yield { bytes: bytes.subarray(start, start + chunkLength), last: false };
    held = [bytes.subarray(start)];
    size -= start;
  }
  yield { bytes: Buffer.concat(held), last: true };
}
