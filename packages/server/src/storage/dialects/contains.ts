import { type Expression, type RawBuilder, sql } from 'kysely';
import type { DialectName } from '../storage.ts';

type Contains = (column: Expression<unknown>, text: string) => RawBuilder<boolean>;

const spellings: Record<DialectName, Contains> = {
  sqlite: (column, text) => sql`instr(${column}, ${text}) > 0`,
  mysql: (column, text) => sql`locate(${text}, ${column}) > 0`,
  // LIKE, since only that asks the index of trigrams
  postgres: (column, text) => sql`${column} like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}`,
};

/** Whether a column that compares byte by byte holds a text. */
function containsText(dialect: DialectName, ...[column, text]: Parameters<Contains>): RawBuilder<boolean> {
  return spellings[dialect](column, text);
}

/** So short an end of a text stands in too many rows to be worth a look. */
const shortestEnd = 3;

/** Whether it holds one of some texts. What all of them end with, as the spellings of a phone do, is looked for first: few rows have it. */
export function containsAny(dialect: DialectName, column: Expression<unknown>, texts: string[]): RawBuilder<boolean> {
  const each = texts.map((text) => containsText(dialect, column, text));
  const any = sql<boolean>`(${sql.join(each, sql` or `)})`;
  const end = commonEnd(texts);
  if (texts.length < 2 || end.length < shortestEnd) return any;
  return sql<boolean>`(${containsText(dialect, column, end)} and ${any})`;
}

function commonEnd([first = '', ...others]: string[]): string {
  const ends = Array.from(first, (_, start) => first.slice(start));
  return ends.find((end) => others.every((other) => other.endsWith(end))) ?? '';
}
