import { headerXml, rowXml } from './cells.ts';
import type { LineSource } from './line-source.ts';
import { sheetEnd, sheetStart } from './parts.ts';
import type { ExcelColumn, ExcelLine } from './types.ts';

const encoder = new TextEncoder();

/** A sheet's XML, with as many lines of the source as it may hold. */
export async function* sheetXml(
  columns: readonly ExcelColumn[],
  source: LineSource<ExcelLine>,
  mostRows: number,
): AsyncGenerator<Uint8Array> {
  const letters = columns.map((_, index) => columnLetters(index));
  const kinds = columns.map(({ kind }) => kind);
  const titles = columns.map(({ header }) => header);
  yield encoder.encode(sheetStart(columns.map(({ width }) => width)) + headerXml(titles, letters));
  let last = 1;
  while (last < mostRows) {
    const lines = await source.take(mostRows - last);
    if (!lines) break;
    const above = last;
    yield encoder.encode(lines.map((line, index) => rowXml(line, above + index + 1, letters, kinds)).join(''));
    last += lines.length;
  }
  yield encoder.encode(sheetEnd(`A1:${letters.at(-1)}${last}`));
}

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
