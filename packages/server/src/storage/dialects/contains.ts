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
export function containsText(dialect: DialectName, ...[column, text]: Parameters<Contains>): RawBuilder<boolean> {
  return spellings[dialect](column, text);
}
