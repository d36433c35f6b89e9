import type { AddressColumn, ColumnRole, ReadOptions } from '../types.ts';
import { looksLikePhone, roleOfContent } from './guess.ts';
import { knownHeaders, roleOfHeader } from './header.ts';
import { isBlank, type Row } from './row.ts';

export type TableLayout = { header_line: number | null; columns: AddressColumn[] };

/** A title may stand above the header. */
const headerWithin = 10;
const samplesShown = 3;
const phoneRoles: readonly (ColumnRole | undefined)[] = ['phone', 'international_phone', 'jid'];
const nameRoles: readonly (ColumnRole | undefined)[] = ['name', 'first_name', 'last_name', 'other_name'];

/** What the columns of a table hold, told by its first rows and by what the user settled. */
export function layoutOf(rows: readonly Row[], options: ReadOptions, mostColumns: number): TableLayout {
  const filled = rows.filter((row) => !isBlank(row));
  const header = options.header === false ? undefined : findHeader(filled, options);
  const data = filled.filter((row) => row.line > (header?.line ?? 0));
  const width = Math.min(mostColumns, Math.max(0, ...filled.map((row) => row.cells.length)));
  const cellsOf = (index: number) => data.map((row) => row.cells[index] ?? '');
  const known = Array.from({ length: width }, (_, index) => roleOfHeader(header?.cells[index] ?? ''));
  const roles = completeRoles(known, cellsOf, options);
  const columns = roles.map((role, index) => ({
    index,
    header: header?.cells[index]?.trim() || null,
    role: options.columns?.[index] ?? role,
    samples: cellsOf(index)
      .filter((cell) => cell.trim() !== '')
      .slice(0, samplesShown),
  }));
  return { header_line: header?.line ?? null, columns };
}

/** The row with the most known headers; else a first row of words above rows with phones; else what the user says. */
function findHeader(rows: readonly Row[], options: ReadOptions): Row | undefined {
  const counted = rows.slice(0, headerWithin).map((row) => ({ row, known: knownHeaders(row.cells) }));
  const best = counted.reduce((most, other) => (other.known > most.known ? other : most), {
    row: rows[0],
    known: 0,
  });
  if (best.known > 0 && best.row && !hasPhone(best.row, options)) return best.row;
  const [first, ...others] = rows;
  if (!first || options.header === true) return first;
  const isHeader = !hasPhone(first, options) && others.slice(0, headerWithin).some((row) => hasPhone(row, options));
  return isHeader ? first : undefined;
}

function hasPhone(row: Row, { default_country }: ReadOptions): boolean {
  return row.cells.some((cell) => looksLikePhone(cell, default_country));
}

/** Columns with no known header are judged by what stands in them, where phones or names are still sought. */
function completeRoles(
  known: (ColumnRole | undefined)[],
  cellsOf: (index: number) => string[],
  { default_country, columns }: ReadOptions,
): ColumnRole[] {
  const settled = known.map((role, index) => columns?.[index] ?? role);
  const seeksPhones = !settled.some((role) => phoneRoles.includes(role));
  let seeksName = !settled.some((role) => nameRoles.includes(role));
  return settled.map((role, index) => {
    if (role !== undefined) return role;
    const guess = roleOfContent(cellsOf(index), default_country);
    if (guess === 'phone' && !seeksPhones) return 'ignore';
    if (guess !== 'name') return guess ?? 'ignore';
    if (!seeksName) return 'ignore';
    seeksName = false;
    return 'name';
  });
}
