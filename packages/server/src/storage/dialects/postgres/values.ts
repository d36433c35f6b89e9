import pg from 'pg';

const bigint = 20;
const numeric = 1700;
const timestamp = 1114;
const timestamptz = 1184;

const parsers: Record<number, (text: string) => unknown> = {
  [bigint]: Number,
  [numeric]: Number,
  [timestamp]: toIso,
  [timestamptz]: toIso,
};

/** How values come out: bigint and numeric as numbers, times as ISO 8601 in UTC with milliseconds. */
export const postgresTypes = {
  getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
    return (format !== 'binary' && parsers[oid]) || pg.types.getTypeParser(oid, format as 'text');
  },
};

/** The session speaks UTC: `2024-01-15 10:30:00.123+00`, with the zeros at the end of the fraction left out. */
function toIso(text: string): string {
  const fraction = /\.(\d{1,3})/.exec(text)?.[1] ?? '';
  return `${text.slice(0, 10)}T${text.slice(11, 19)}.${fraction.padEnd(3, '0')}Z`;
}
