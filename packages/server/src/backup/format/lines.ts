import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type AnyRow, kindOfColumn } from '../../storage/index.ts';

/** First line: where the rows come from. */
export const beginning = z.object({
  format: z.literal(1),
  created_at: z.string(),
  dialect: z.enum(['sqlite', 'mysql', 'postgres']),
  migrations: z.array(z.string()).min(1),
  secret_mark: z.string(),
});
export type Beginning = z.infer<typeof beginning>;

/** Before the rows of a table, one array a line with the values in this order. */
export const tableStart = z.object({ table: z.string(), columns: z.array(z.string()).min(1) });
/** After them: how many, and SHA-256 of their lines. */
export const tableEnd = z.object({ rows: z.int().min(0), digest: z.string() });
/** Last line. */
export const ending = z.object({ tables: z.record(z.string(), tableEnd) });

/** Adds up the lines of a table. */
export function createDigest() {
  const hash = createHash('sha256');
  let rows = 0;
  return {
    add(line: string): void {
      hash.update(line).update('\n');
      rows += 1;
    },
    end: (): z.infer<typeof tableEnd> => ({ rows, digest: hash.digest('base64url') }),
  };
}

/** A row as its line. */
export function lineOf(columns: string[], row: AnyRow): string {
  return JSON.stringify(columns.map((column) => toJson(column, row[column])));
}

/** The row that `lineOf` wrote, as the writers of tables want it. */
export function rowOf(columns: string[], values: unknown[]): AnyRow {
  const row: AnyRow = {};
  for (const [index, column] of columns.entries()) row[column] = fromJson(column, values[index]);
  return row;
}

function toJson(column: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  return kindOfColumn(column) === 'bytes' ? Buffer.from(value as Uint8Array).toString('base64') : value;
}

function fromJson(column: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const kind = kindOfColumn(column);
  if (kind === 'bytes') return Buffer.from(String(value), 'base64');
  return kind === 'json' ? JSON.stringify(value) : value;
}
