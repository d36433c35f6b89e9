import { type ReferenceExpression, type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '../core/index.ts';
import { kindOf } from './columns.ts';
import { index, indexName } from './dialects/table.ts';
import type { Database } from './schema.ts';
import type { Reading, TableName } from './storage.ts';

/** The order of a list: a column that is never null, then the id. A minus in front turns both round. */
export type PageOrder = string;

/** What a caller wants to see of a list; `skip` passes over so many rows, from the cursor on. */
export type PageWish = { limit: number; sort: PageOrder; cursor?: string | undefined; skip?: number | undefined };

/** Some rows of a list, and where the next ones begin; null after the last. */
export type Page<Row> = { rows: Row[]; next_cursor: string | null };

/** How a list is ordered where that is not told by `sort`. */
export type OrderBy<Row> = {
  /** Unique within the list; `id` when left out. */
  id?: keyof Row & string;
  /** The column that `sort` stands for; its own name when left out. */
  column?: string;
  /** Whether the column may be null; rows without a value come last either way round. */
  nullable?: boolean;
};

const isoInstant = /^\d{4}-\d\d-\d\d[T ][\d:.]{8,12}Z?$/;

type Place = { sort: PageOrder; value: string | number | null; id: number };

const place = z.object({
  sort: z.string(),
  value: z.union([z.int(), z.string().max(1000).refine(isStorable), z.null()]),
  id: z.int().min(0),
});

/**
 * Reads one page of a query that has no order and no limit yet. Any depth costs the same, and rows that come or go
 * between two pages shift nothing. Throws `cursor_invalid`.
 */
export async function readPage<DB, TB extends keyof DB, Row extends object>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { limit, sort, cursor, skip = 0 }: PageWish,
  order: OrderBy<Row> = {},
): Promise<Page<Row>> {
  const { id = 'id' as keyof Row & string, column = sort.replace(/^-/, ''), nullable = false } = order;
  const after = cursor === undefined ? undefined : placeOf(cursor, sort, column, nullable);
  const turn = sort.startsWith('-') ? ('desc' as const) : ('asc' as const);
  const part = { column, id, turn, after, limit: limit + 1, skip };
  const rows = nullable ? await readParts(query, part) : await readPart(query, part);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  const value = last && (last[column as keyof Row] as string | null);
  const next_cursor = last ? cursorOf({ sort, value: value ?? null, id: Number(last[id]) }) : null;
  return { rows: rows.slice(0, limit), next_cursor };
}

type Part = {
  column: string;
  id: string;
  turn: 'asc' | 'desc';
  after: Place | undefined;
  limit: number;
  skip: number;
};

/** Those that have a value, and behind them, by id alone, those that have none. */
async function readParts<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  part: Part,
): Promise<Row[]> {
  const { column, id, after, limit, skip } = part;
  const rest = query.where(sql<boolean>`${sql.ref(column)} is null`);
  if (after?.value === null) return await readPart(rest, { ...part, column: id });
  const valued = query.where(sql<boolean>`${sql.ref(column)} is not null`);
  const rows = await readPart(valued, part);
  if (rows.length === limit) return rows;
  const passed = skip === 0 || rows.length > 0 ? skip : await countPart(valued, part);
  const behind = { ...part, column: id, after: undefined, limit: limit - rows.length, skip: skip - passed };
  return [...rows, ...(await readPart(rest, behind))];
}

async function readPart<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { column, id, turn, after, limit, skip }: Part,
): Promise<Row[]> {
  const from = after ? behind(query, column, id, after) : query;
  const ordered = from.orderBy(reference<DB, TB>(column), turn);
  const whole = column === id ? ordered : ordered.orderBy(reference<DB, TB>(id), turn);
  const part = whole.limit(limit);
  return await (skip > 0 ? part.offset(skip) : part).execute();
}

/** How many rows a part has from its place on. */
async function countPart<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { column, id, after }: Part,
): Promise<number> {
  const counted = sql<number>`count(*)`.as('count');
  const from = after ? behind(query, column, id, after) : query;
  const row = await from.clearSelect().select(counted).executeTakeFirst();
  return Number((row as { count?: number } | undefined)?.count ?? 0);
}

/** One page of rows that are in memory anyway. */
export function pageOf<Row extends { id: number }>(rows: Row[], { limit, sort, cursor }: PageWish): Page<Row> {
  const column = sort.replace(/^-/, '') as keyof Row;
  const turn = sort.startsWith('-') ? -1 : 1;
  type Key = { value: string | number; id: number };
  const compare = (a: Key, b: Key) => turn * (a.value < b.value ? -1 : a.value > b.value ? 1 : a.id - b.id);
  const keyOf = (row: Row) => ({ value: row[column] as string | number, id: row.id });
  const after = cursor === undefined ? undefined : (placeOf(cursor, sort, String(column)) as Key);
  const rest = rows
    .filter((row) => !after || compare(keyOf(row), after) > 0)
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const last = rest.length > limit ? rest[limit - 1] : undefined;
  return { rows: rest.slice(0, limit), next_cursor: last ? cursorOf({ sort, ...keyOf(last) }) : null };
}

/** Selects from a table along the index over these columns, when any are given: MariaDB does not choose it for pages by itself. */
export function selectAlong<T extends TableName>({ db, dialect }: Reading, table: T, ...columns: string[]) {
  const plain = (): SelectQueryBuilder<Database, T, object> =>
    db.selectFrom(table) as unknown as SelectQueryBuilder<Database, T, object>;
  if (dialect !== 'mysql' || columns.length === 0) return plain();
  const name = indexName(table, index(...columns));
  const hinted = sql.table(table).as<T>(sql`${sql.table(table)} force index (${sql.ref(name)})`);
  return db.selectFrom(hinted) as unknown as ReturnType<typeof plain>;
}

/**
 * The same for rows that are to be sorted by another column of the index. MariaDB sorts what it reads of the table, unless it is told of a range of
 * the index: that of all texts.
 */
export function sortAlong<T extends TableName>(storage: Reading, table: T, ...columns: string[]) {
  const rows = selectAlong(storage, table, ...columns);
  const [first = ''] = columns;
  return storage.dialect === 'mysql' ? rows.where(sql<boolean>`${sql.ref(first)} >= ''`) : rows;
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

/** The place that a cursor tells; its value must be one that the column may have, or a database would stumble over it. */
function placeOf(cursor: string, sort: PageOrder, column: string, nullable = false): Place {
  const { data } = place.safeParse(readCursor(cursor));
  if (!data || data.sort !== sort || !fits(data.value, column, nullable)) throw new AppError('cursor_invalid');
  return data;
}

function fits(value: Place['value'], column: string, nullable: boolean): boolean {
  if (value === null) return nullable;
  const kind = kindOf(column);
  if (kind === 'number') return typeof value === 'number';
  return typeof value === 'string' && (kind !== 'time' || isoInstant.test(value));
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
