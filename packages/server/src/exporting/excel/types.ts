import type { ColumnKind } from '../columns.ts';

/** Dates are ISO 8601 text in a column of kind `date`. */
export type ExcelCell = string | number | boolean | null;
export type ExcelLine = readonly ExcelCell[];
export type ExcelColumn = { header: string; kind: ColumnKind; width: number };
/** A sheet; its lines are asked for when the sheets before it are written. */
export type ExcelSheet = { name: string; columns: readonly ExcelColumn[]; lines: AsyncIterable<readonly ExcelLine[]> };

/** Writes a workbook as a stream: typed cells, text that stays text, a frozen header with filters. */
export type ExcelWriter = (sheets: readonly ExcelSheet[]) => AsyncIterable<Uint8Array>;
