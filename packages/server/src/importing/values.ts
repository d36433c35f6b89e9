import { storableText } from '../core/index.ts';
import type { RawRow } from './old-database.repo.ts';

/** A text as every dialect takes it; null for nothing. */
export function textOf(value: unknown, longest = 512): string | null {
  if (value === null || value === undefined) return null;
  const text = storableText(String(value), longest);
  return text.trim() === '' ? null : text;
}

/** A time in our form; null for none and for MySQL's zero date. */
export function timeOf(value: unknown): string | null {
  return typeof value === 'string' && Number.isFinite(Date.parse(value)) ? value : null;
}

export function truthOf(value: unknown): boolean {
  return value === true || value === 1 || value === '1';
}

/** One of the given words, or the first where the row holds something else. */
export function wordOf<T extends string>(value: unknown, words: readonly [T, ...T[]]): T {
  return words.find((word) => word === value) ?? words[0];
}

/** What a row holds in columns that have no place with us. */
export function strangeColumns(row: RawRow, known: ReadonlySet<string>): RawRow | undefined {
  const strange = Object.entries(row).filter(([column, value]) => value !== null && !known.has(column));
  return strange.length > 0 ? Object.fromEntries(strange) : undefined;
}

/** What a row holds that is longer than our column. */
export function tooLong(row: RawRow, longest: Record<string, number>): RawRow {
  const long = Object.entries(longest).filter(([column, limit]) => String(row[column] ?? '').length > limit);
  return Object.fromEntries(long.map(([column]) => [column, row[column]]));
}
