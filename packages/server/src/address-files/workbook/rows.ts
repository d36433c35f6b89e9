import { type CellValue, streamXlsxRows } from 'hucre/xlsx';
import type { Row } from '../table/row.ts';
import type { ReadLimits, ReadOptions } from '../types.ts';
import { UnreadableFile } from '../unreadable.ts';
import { checkWorkbook } from './check.ts';

/** Excel keeps fifteen digits of a number; what is longer has lost its end. */
const firstRounded = 1e15;

/** The rows of one sheet. A workbook can only be read whole, so its file is held in memory. */
export async function* workbookRows(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadOptions,
  limits: ReadLimits,
): AsyncGenerator<Row> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  const file = Buffer.concat(chunks);
  await checkWorkbook(file, limits);
  try {
    for await (const { index, values } of streamXlsxRows(file, { sheet: options.sheet ?? 0 })) {
      yield { line: index + 1, cells: values.map(textOfCell) };
    }
  } catch {
    throw new UnreadableFile('broken_workbook');
  }
}

/** The cell as people would have typed it. A number that was rounded keeps its exponent, so that no one takes it for a phone. */
function textOfCell(value: CellValue): string {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (typeof value === 'number') return Math.abs(value) < firstRounded ? String(value) : value.toExponential();
  return value === null ? '' : String(value);
}
