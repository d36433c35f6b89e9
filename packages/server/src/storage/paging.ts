import { type ReferenceExpression, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../core/index.ts';
import { index, indexName } from './dialects/table.ts';
import type { Database } from './schema.ts';
import type { Storage, TableName } from './storage.ts';

/** The order of a list: a column that is never null, then the id. A minus in front turns both round. */
export type PageOrder = string;

/** What a caller wants to see of a list. */
export type PageWish = { limit: number; sort: PageOrder; cursor?: string | undefined };

/** Some rows of a list, and where the next ones begin; null after the last. */
export type Page<Row> = { rows: Row[]; next_cursor: string | null };

type Place = { sort: PageOrder; value: string | number; id: number };

const place = z.object({
  sort: z.string(),
  value: z.union([z.int(), z.string().max(1000).refine(isStorable)]),
  id: z.int().min(0),
});

/**
 * Reads one page of a query that has no order and no limit yet. Any depth costs the same, and rows that come or go
 * between two pages shift nothing. `idColumn` is unique within the list. Throws `cursor_invalid`.
 */
export async function readPage<DB, TB extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { limit, sort, cursor }: PageWish,
  idColumn: keyof Row & string = 'id' as keyof Row & string,
): Promise<Page<Row>> {
  const column = sort.replace(/^-/, '') as keyof Row & string;
  const direction = sort.startsWith('-') ? 'desc' : 'asc';
  const from = cursor === undefined ? query : behind(query, column, idColumn, placeOf(cursor, sort));
  const ordered = from.orderBy(reference<DB, TB>(column), direction);
  const whole = column === idColumn ? ordered : ordered.orderBy(reference<DB, TB>(idColumn), direction);
  const rows = await whole.limit(limit + 1).execute();
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const next_cursor = last ? cursorOf({ sort, value: last[column] as string, id: Number(last[idColumn]) }) : null;
  return { rows: rows.slice(0, limit), next_cursor };
}

/** One page of rows that are in memory anyway. */
export function pageOf<Row extends { id: number }>(rows: Row[], { limit, sort, cursor }: PageWish): Page<Row> {
  const column = sort.replace(/^-/, '') as keyof Row;
  const turn = sort.startsWith('-') ? -1 : 1;
  const compare = (a: Pick<Place, 'value' | 'id'>, b: Pick<Place, 'value' | 'id'>) =>
    turn * (a.value < b.value ? -1 : a.value > b.value ? 1 : a.id - b.id);
  const keyOf = (row: Row) => ({ value: row[column] as string | number, id: row.id });
  const after = cursor === undefined ? undefined : placeOf(cursor, sort);
  const rest = rows
    .filter((row) => !after || (typeof keyOf(row).value === typeof after.value && compare(keyOf(row), after) > 0))
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const last = rest.length > limit ? rest[limit - 1] : undefined;
  return { rows: rest.slice(0, limit), next_cursor: last ? cursorOf({ sort, ...keyOf(last) }) : null };
}

/** Selects from a table along the index over these columns, when any are given: MariaDB does not choose it for pages by itself. */
export function selectAlong<T extends TableName>({ db, dialect }: Storage, table: T, ...columns: string[]) {
  const plain = (): SelectQueryBuilder<Database, T, object> =>
    db.selectFrom(table) as unknown as SelectQueryBuilder<Database, T, object>;
  if (dialect !== 'mysql' || columns.length === 0) return plain();
  const name = indexName(table, index(...columns));
  const hinted = sql.table(table).as<T>(sql`${sql.table(table)} force index (${sql.ref(name)})`);
  return db.selectFrom(hinted) as unknown as ReturnType<typeof plain>;
}

/** With the redundant first condition, since MariaDB makes no range of the second. */
function behind<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  column: string,
  idColumn: string,
  { sort, value, id }: Place,
): SelectQueryBuilder<DB, TB, Row> {
  const [by, unique] = [sql.ref(column), sql.ref(idColumn)];
  const [beyond, from] = sort.startsWith('-') ? [sql`<`, sql`<=`] : [sql`>`, sql`>=`];
  if (column === idColumn) return query.where(sql<boolean>`${unique} ${beyond} ${id}`);
  return query
    .where(sql<boolean>`${by} ${from} ${value}`)
    .where(sql<boolean>`(${by} ${beyond} ${value} or (${by} = ${value} and ${unique} ${beyond} ${id}))`);
}

function reference<DB, TB extends keyof DB>(column: string): ReferenceExpression<DB, TB> {
  return sql.ref(column) as unknown as ReferenceExpression<DB, TB>;
}

function cursorOf(given: Place): string {
  return Buffer.from(JSON.stringify([given.sort, given.value, given.id])).toString('base64url');
}

function placeOf(cursor: string, sort: PageOrder): Place {
  const parsed = place.safeParse(readCursor(cursor));
  if (!parsed.success || parsed.data.sort !== sort) throw new AppError('cursor_invalid');
  return parsed.data;
}

function readCursor(cursor: string): unknown {
  try {
    const [sort, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return { sort, value, id };
  } catch {
    return undefined;
  }
}

/** No database must meet what it cannot compare. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}
