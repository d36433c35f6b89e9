import { CsvError, type Parser, parse } from 'csv-parse';
import type { Delimiter, ReadLimits } from '../types.ts';
import { UnreadableFile } from '../unreadable.ts';
import type { Row } from './row.ts';

/** A line by which Excel is told the delimiter. */
const delimiterHint = /^sep=/i;

/** The parser takes long for rows of another length than the first: others are served between pieces of this size. */
const pieceSize = 16 * 1024;

/**
 * The rows of a CSV text. The parser is fed piece by piece, not piped: when it fails, a stream would lose the rows that
 * it had read before.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  limits: ReadLimits,
): AsyncGenerator<Row> {
  const lineOf = createLineCount();
  let rows: Row[] = [];
  let read = 0;
  let line = 0;
  const parser = createParser(delimiter, limits, (cells, lines) => {
    line = lineOf(cells, lines);
    rows.push({ line, cells });
  });
  for await (const piece of pieces(text)) {
    const error = await (piece === null ? ended(parser) : fed(parser, piece));
    yield* rows.filter(isData);
    if (error) throw unreadable(error, line + 1);
    read += rows.length;
    // Blank rows are no contacts, but there is an end to them too.
    if (read > limits.rows * 2) throw new UnreadableFile('too_many_rows', line);
    rows = [];
  }
}

/** The text in small pieces of UTF-8, null at its end. */
async function* pieces(text: AsyncIterable<string>): AsyncGenerator<Buffer | null> {
  for await (const part of text) {
    const block = Buffer.from(part);
    for (let at = 0; at < block.length; at += pieceSize) yield block.subarray(at, at + pieceSize);
  }
  yield null;
}

/** The line in which a record begins; the parser tells the one in which it ends, and takes CR LF within quotes for two. */
function createLineCount() {
  let doubled = 0;
  return (cells: readonly string[], lines: number): number => {
    let breaks = 0;
    for (const cell of cells) {
      if (!/[\r\n]/.test(cell)) continue;
      breaks += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
      doubled += cell.match(/\r\n/g)?.length ?? 0;
    }
    return lines - doubled - breaks;
  };
}

function isData({ line, cells }: Row): boolean {
  return line > 1 || !delimiterHint.test(cells.join(''));
}

function createParser(delimiter: Delimiter, limits: ReadLimits, onRow: (cells: string[], lines: number) => void) {
  const parser = parse({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.line,
    on_record(cells: string[], { lines }) {
      onRow(cells, lines);
      return null;
    },
  });
  // Each error is also told to the callback of the write that led to it.
  parser.on('error', () => {});
  return parser;
}

/** The error that the piece led to. */
function fed(parser: Parser, piece: Buffer): Promise<Error | null> {
  return new Promise((resolve) => parser.write(piece, (error) => resolve(error ?? null)));
}

function ended(parser: Parser): Promise<Error | null> {
  return new Promise((resolve) => parser.end((error?: Error | null) => resolve(error ?? null)));
}

function unreadable(error: Error, line: number): Error {
  if (!(error instanceof CsvError)) return error;
  return new UnreadableFile(error.code === 'CSV_MAX_RECORD_SIZE' ? 'line_too_long' : 'quote_not_closed', line);
}
