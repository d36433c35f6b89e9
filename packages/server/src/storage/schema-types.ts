import type { ColumnType } from 'kysely';

/**
 * The tables, as rows come out of every dialect: times are ISO 8601 UTC strings (`2024-01-15T10:30:00.000Z`),
 * booleans are true/false, JSON columns are parsed, ids are numbers. The drivers in `dialects/` see to that, so
 * that no mapping layer stands between a row and an answer. JSON is written as `JSON.stringify` text.
 */
export type Time = string;
export type Json<T> = ColumnType<T, string | null, string | null>;
