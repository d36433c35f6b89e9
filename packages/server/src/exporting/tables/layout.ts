import { cellText, joined } from '../cell-text.ts';
import type { Column, ColumnKey, ColumnValue } from '../columns.ts';
import type { TableOptions } from '../options.ts';
import type { ExportRow } from '../types.ts';
import type { CsvLayout } from './csv.ts';
import { harmlessPhone, harmlessText } from './formulas.ts';

/** For machines: `true`, ISO 8601. For people: `Ya`, and times that Excel knows as such. */
export type CsvReader = 'machine' | 'excel';
type CsvOptions = TableOptions & { guard: boolean; raw_columns?: readonly ColumnKey[] | undefined; reader: CsvReader };

const yes = { id: 'Ya', en: 'Yes' };
const no = { id: 'Tidak', en: 'No' };

/** The chosen columns as CSV cells. */
export function columnLayout(options: CsvOptions): CsvLayout {
  const writers = options.columns.map((column) => cellWriter(column, options));
  return {
    header: options.columns.map(({ header }) => header[options.language]),
    cells: (row) => writers.map((write) => write(row)),
  };
}

function cellWriter(column: Column, options: CsvOptions): (row: ExportRow) => string {
  const isGuarded = options.guard && !options.raw_columns?.includes(column.key);
  const guard = isGuarded ? guardOf(column) : cellText;
  return (row) => {
    const value = inWords(column, column.value(row, options), options);
    if (value === null) return '';
    if (typeof value === 'boolean') return boolText(value, options);
    if (typeof value === 'number') return String(value);
    if (column.kind === 'date') return options.reader === 'excel' ? excelTime(value) : value;
    return guard(value);
  };
}

/** The value as one cell, by the name that the reader knows it by. */
export function inWords(
  { words }: Column,
  value: ColumnValue,
  { language }: Pick<TableOptions, 'language'>,
): string | number | boolean | null {
  const named = (text: string) => words?.[text]?.[language] ?? text;
  if (typeof value === 'string') return named(value);
  return Array.isArray(value) ? joined(words ? value.map(named) : value) : (value as number | boolean | null);
}

function guardOf({ kind }: Column): (text: string) => string {
  return kind === 'phone' ? harmlessPhone : (text) => harmlessText(cellText(text));
}

function boolText(value: boolean, { reader, language }: CsvOptions): string {
  if (reader === 'machine') return String(value);
  return (value ? yes : no)[language];
}

function excelTime(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}
