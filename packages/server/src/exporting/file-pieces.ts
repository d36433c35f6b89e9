import type { PieceMaker } from '../storage/index.ts';
import { exportFile } from './export-file.ts';
import { foundRows, type RowQuestions } from './found-rows.ts';
import type { ExportOptions } from './options.ts';
import type { ExportCounts } from './types.ts';

/** A piece of a file, and the counts up to it. */
export type FilePiece = { bytes: Uint8Array; counts: ExportCounts };

/** A file of what the questions find; runs in the thread that reads, so this and what it imports stay small. */
export const makePieces: PieceMaker<RowQuestions, ExportOptions, FilePiece> = async function* (
  questions,
  ask,
  options,
) {
  const { chunks, counts } = exportFile(foundRows(questions, ask), options);
  for await (const bytes of chunks) yield { bytes, counts };
  // what was left out last makes no bytes
  yield { bytes: new Uint8Array(), counts };
};

/** The bytes of the pieces; keeps the counts up to date. */
export async function* bytesOf(pieces: AsyncIterable<FilePiece>, counts: ExportCounts): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    Object.assign(counts, piece.counts);
    if (piece.bytes.length > 0) yield piece.bytes;
  }
}
