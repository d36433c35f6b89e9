import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';

export type DialectName = 'sqlite' | 'mysql' | 'postgres';
export type Db = Kysely<Database> | Transaction<Database>;
export type TableName = keyof Database;

/**
 * What differs by dialect and is needed above `dialects/`: bulk statements in the form that each server does fastest
 * (limits.md). They are cut into statements of a good size, so call them inside `transaction` where all must be saved
 * or nothing; 20,000 rows a transaction are best on SQLite, 5000 on the others. Text must be storable (`storableText`
 * in core): PostgreSQL takes no NUL, MySQL's name columns hold 512 characters.
 */
export type BulkWriter = {
  /** Inserts all rows; every row has the same columns. */
  insert<T extends TableName>(db: Db, table: T, rows: Insertable<Database[T]>[]): Promise<void>;
  /** Inserts all rows and tells their new ids, in the order of the rows. */
  insertWithIds<T extends 'contacts' | 'group_members'>(
    db: Db,
    table: T,
    rows: Insertable<Database[T]>[],
  ): Promise<number[]>;
  /** Sets the same columns in many rows, found by `id`. */
  update<T extends 'contacts' | 'group_members'>(
    db: Db,
    table: T,
    rows: (Partial<Insertable<Database[T]>> & { id: number })[],
    columns: string[],
  ): Promise<void>;
  /** Inserts rows or, where the key exists, sets `columns` to the new value; `keepWhenNull` columns keep the old value when the new one is null. */
  upsert<T extends TableName>(
    db: Db,
    table: T,
    rows: Insertable<Database[T]>[],
    options: { key: string[]; columns: string[]; keepWhenNull?: string[] },
  ): Promise<void>;
};

/** An open database. Whoever opens it closes it. */
export type Storage = {
  readonly dialect: DialectName;
  readonly db: Kysely<Database>;
  readonly bulk: BulkWriter;
  /**
   * Runs `work` in one write transaction (SQLite: BEGIN IMMEDIATE); it commits when `work` resolves and rolls back when
   * it throws. Retries deadlocks and busy answers, so `work` may run more than once. Inside it use `trx` only: on SQLite
   * a write through `db` would wait for the end of this very transaction.
   */
  transaction<T>(work: (trx: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Gives the planner fresh statistics; worth it after a first grab or another change of most rows. Never inside a transaction. */
  analyze(tables: TableName[]): Promise<void>;
  close(): Promise<void>;
};

/** What queries need that only read. */
export type Reading = Pick<Storage, 'dialect' | 'db'>;

/** What a thread needs to open the same database again. */
export type StorageOptions = {
  /** `sqlite:./data/grabber.db`, `sqlite::memory:` is refused (threads could not share it), `mysql://...`, `mariadb://...`, `postgres://...` */
  url: string;
  /** Most connections of the pool, servers only. */
  poolSize?: number;
};
