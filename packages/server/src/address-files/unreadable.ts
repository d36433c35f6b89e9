import type { ReadProblem, ReadProblemCode } from './types.ts';

/** Ends the reading of a file, within this folder only; whoever reads gets it as a problem. */
export class UnreadableFile extends Error {
  readonly code: ReadProblemCode;
  readonly line: number | null;

  constructor(code: ReadProblemCode, line: number | null = null) {
    super(code);
    this.name = 'UnreadableFile';
    this.code = code;
    this.line = line;
  }
}

/** A problem after which the reading goes on. */
export function problemAt(line: number | null, code: ReadProblemCode): ReadProblem {
  return { kind: 'problem', line, code, ends: false };
}

/** Yields the items, and what made the file unreadable as the last one. Other errors are the source's own. */
export async function* untilUnreadable<T>(items: AsyncIterable<T>): AsyncGenerator<T | ReadProblem> {
  try {
    yield* items;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    yield { kind: 'problem', line: error.line, code: error.code, ends: true };
  }
}
