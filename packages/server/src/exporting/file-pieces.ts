import type { PieceMaker } from '../storage/index.ts';
import { exportFile } from './export-file.ts';
import { foundRows, type RowQuestions } from './found-rows.ts';
import type { ExportOptions } from './options.ts';
import type { ExportCounts } from './types.ts';

/** A piece of a file, and the counts up to it. */
export type FilePiece = { bytes: Uint8Array; counts: ExportCounts };

/** Large enough that the way between threads costs nothing beside what it carries. */
const pieceSize = 128 * 1024;

/** A file of what the questions find; runs in the thread that reads, so this and what it imports stay small. */
export const makePieces: PieceMaker<RowQuestions[], ExportOptions, FilePiece> = async function* (
  questions,
  ask,
  options,
) {
  const { chunks, counts } = exportFile(foundRows(questions, ask), options);
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of chunks) {
    waiting.push(bytes);
    size += bytes.length;
    if (size < pieceSize) continue;
    yield { bytes: Buffer.concat(waiting), counts };
    waiting = [];
    size = 0;
  }
  yield { bytes: Buffer.concat(waiting), counts };
};

/** The bytes of the pieces; keeps the counts up to date. */
export async function* bytesOf(pieces: AsyncIterable<FilePiece>, counts: ExportCounts): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    Object.assign(counts, piece.counts);
    if (piece.bytes.length > 0) yield piece.bytes;
  }
}
