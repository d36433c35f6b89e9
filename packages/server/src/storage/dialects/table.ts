/**
 * Tables as migrations write them down, in words that every dialect translates:
 * `identity` a JID or session id (compares like the adopted old tables, so that joins work), `key` text that compares
 * byte by byte, `sort` the same for sort keys, `name` up to 512 characters, `word` a short one of a known set.
 */
export type ColumnType =
  | 'id'
  | 'identity'
  | 'key'
  | 'sort'
  | 'word'
  | 'name'
  | 'url'
  | 'text'
  | 'search'
  | 'long_text'
  | 'int'
  | 'bigint'
  | 'boolean'
  | 'time'
  | 'json'
  | 'bytes'
  | readonly string[];

export type Column = {
  type: ColumnType;
  nullable: boolean;
  /** `now`: the time of the insert. Old writers do not know our columns, so each added one that is never null has a default. */
  default?: string | number | boolean;
};

export type Index = { columns: string[]; unique: boolean };

export type Table = {
  columns: Record<string, Column>;
  /** Undefined: `id`. */
  primaryKey?: string[];
  indexes: Index[];
};

/** A column that is never null. */
export function required(type: ColumnType, fallback?: string | number | boolean): Column {
  return fallback === undefined ? { type, nullable: false } : { type, nullable: false, default: fallback };
}

/** A column that may be null, and is unless said otherwise. */
export function optional(type: ColumnType): Column {
  return { type, nullable: true };
}

/** An index over these columns. */
export function index(...columns: string[]): Index {
  return { columns, unique: false };
}

/** A unique index over these columns. */
export function unique(...columns: string[]): Index {
  return { columns, unique: true };
}

/** The one name of an index. */
export function indexName(table: string, { columns, unique: isUnique }: Index): string {
  return `${table}_${columns.join('_')}_${isUnique ? 'unique' : 'index'}`.slice(0, 63);
}
