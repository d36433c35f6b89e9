import type { Kysely } from 'kysely';
import type { Index, Table } from './table.ts';

/** A table as it stands in the database. */
export type FoundTable = { columns: FoundColumn[]; indexes: FoundIndex[] };
export type FoundColumn = { name: string; type: string; nullable: boolean };
export type FoundIndex = Index & { name: string };

/** Any database, also one whose tables are not ours yet. */
// biome-ignore lint/suspicious/noExplicitAny: Kysely's own word for a database without a schema
export type AnyDb = Kysely<any>;

/** How a dialect makes and changes tables; used by migrations only. Every step may be repeated after an interruption. */
export type SchemaTools = {
  /** The table as it is, undefined when there is none. */
  find(db: AnyDb, table: string): Promise<FoundTable | undefined>;
  /** Creates the table with its indexes, unless it is there. */
  create(db: AnyDb, name: string, table: Table): Promise<void>;
  /** Gives an old table every column of ours, wide enough, and lets our inserts through; keeps all that is in it, and its indexes. */
  extend(db: AnyDb, name: string, table: Table): Promise<void>;
  /** Creates the indexes that are missing. */
  addIndexes(db: AnyDb, name: string, indexes: Index[]): Promise<void>;
  /** Drops these indexes of ours where they are. */
  dropIndexes(db: AnyDb, name: string, indexes: Index[]): Promise<void>;
  /** Makes any part of `contacts.search_text` quick to find, in the way of the dialect. */
  addSearch(db: AnyDb): Promise<void>;
  /** Makes it quicker still, where a dialect has learnt to since. */
  improveSearch(db: AnyDb): Promise<void>;
  /** Makes counts by kind quick, where a dialect would read every row for them. */
  addKinds(db: AnyDb): Promise<void>;
  /** Drops a unique key over exactly these columns. */
  dropUnique(db: AnyDb, name: string, columns: string[]): Promise<void>;
};
